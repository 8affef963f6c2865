import { checkCel } from '../../src/compiler/expression/index.js'
import { importCustodian } from '../../src/compiler/import/index.js'
import type { Expression } from '../../src/core/expression.js'
import type { PolicyRequirements } from '../../src/core/policy.js'
import { requirementsOf } from '../../src/core/requirements.js'
import type { Catalog, ResourceType } from '../../src/core/resource-type.js'
import type { ConformanceCase } from './case.js'

/** A case as Escher runs it: its condition, the same negated, and what deciding them takes. */
export interface ConvertedCase {
  readonly type: ResourceType
  readonly condition: Expression
  readonly negated: Expression
  readonly requires: PolicyRequirements
}

export type Conversion = ConvertedCase | { readonly unsupported: string } | { readonly failed: string }

/**
 * Converts a case's policy. `query` and the actions are left out: the recorded answers are already those to the query,
 * and what the actions do to the resources comes after the filters.
 */
export async function convertCase(one: ConformanceCase, catalog: Catalog): Promise<Conversion> {
  const { source, filters = [] } = one.policy
  if (source !== undefined && !source.startsWith('describe')) return { unsupported: `source: ${source}` }
  const asIs = await conditionOf(one, filters, catalog)
  if (!('type' in asIs)) return asIs
  const negated = await conditionOf(one, [{ not: filters }], catalog)
  if (!('type' in negated)) return negated
  const { type, condition } = asIs
  return {
    type,
    condition,
    negated: negated.condition,
    requires: requirementsOf([condition], type, [{}]),
  }
}

type Condition =
  | { readonly type: ResourceType; readonly condition: Expression }
  | { readonly unsupported: string }
  | { readonly failed: string }

async function conditionOf(one: ConformanceCase, filters: readonly unknown[], catalog: Catalog): Promise<Condition> {
  const { name } = one.policy
  const text = JSON.stringify({ policies: [{ name, resource: one.resource, filters }] })
  const { value, diagnostics } = await importCustodian(text, { catalog, file: 'case.json' })
  const [file] = value.files
  const type = file && catalog.types.get(file.resource)
  if (!type) return { unsupported: diagnostics.map(({ message }) => message).join('; ') }
  return checked(file.condition, type)
}

async function checked(condition: string, type: ResourceType): Promise<Condition> {
  const scope = { resourceType: type, schema: await type.schema(), linked: new Map(), params: {} }
  const position = (offset: number) => ({ line: 1, column: offset + 1, offset })
  const outcome = checkCel(condition, {
    scope,
    expects: 'condition',
    locate: (start, end) => ({ file: 'condition', start: position(start), end: position(end) }),
  })
  const problems = outcome.diagnostics.map(({ message }) => message).join('; ')
  return outcome.value
    ? { type, condition: outcome.value }
    : { failed: `\`${condition}\` does not compile: ${problems}` }
}
