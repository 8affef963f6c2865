import { type ConditionScope, checkCel, parseTemplate } from '../../src/compiler/expression/index.js'
import { digest } from '../../src/core/canonical-json.js'
import type { SourceRange } from '../../src/core/diagnostics.js'
import type { Expression } from '../../src/core/expression.js'
import type { CompiledPolicy, Exemption, ParameterValue, PolicyTest } from '../../src/core/policy.js'
import { requirementsOf } from '../../src/core/requirements.js'
import type { ResourceType } from '../../src/core/resource-type.js'
import type { SchemaDocument } from '../../src/core/schema.js'

const start = { line: 1, column: 1, offset: 0 }

/** A place for values that stand in no file. */
export const nowhere: SourceRange = { file: 'test', start, end: start }

/** What a test says of a policy; the rest is made up. */
export interface PolicyDescription {
  readonly id: string
  readonly type: ResourceType
  readonly violates: string
  readonly applies?: string
  readonly message?: string
  readonly params?: Readonly<Record<string, ParameterValue>>
  readonly formerly?: readonly string[]
  readonly severity?: CompiledPolicy['severity']
  readonly exemptions?: readonly Exemption[]
  readonly tests?: readonly PolicyTest[]
  /** The shape of the documents; without it, any property goes. */
  readonly schema?: SchemaDocument
}

/** Compiles the conditions of a policy that a test describes. */
export function compiledPolicy(description: PolicyDescription): CompiledPolicy {
  const { id, type, params = {}, formerly = [], severity = 'high', exemptions = [], tests = [] } = description
  const scope = scopeOf(type, params, description.schema)
  const violates = checked(description.violates, scope)
  const applies = description.applies === undefined ? undefined : checked(description.applies, scope)
  const message = parseTemplate(description.message ?? `{{ name }} violates ${id}`, { scope, locate: () => nowhere })
  const conditions = applies ? [violates, applies] : [violates]
  return {
    id,
    formerly,
    title: id,
    resource: type.name,
    severity,
    pillar: 'security',
    frameworks: {},
    rationale: '',
    params,
    violates,
    ...(applies ? { applies } : {}),
    message: message.value,
    remediation: {},
    exemptions,
    tests,
    requires: requirementsOf(conditions, type, [params]),
    range: nowhere,
    digest: digest([type.name, description.violates, description.applies ?? null, params]),
  }
}

function scopeOf(
  resourceType: ResourceType,
  params: Readonly<Record<string, ParameterValue>>,
  schema?: SchemaDocument,
): ConditionScope {
  return { resourceType, linked: new Map(), params, ...(schema ? { schema } : {}) }
}

/** Compiles a CEL condition, or throws what is wrong with it. */
function checked(text: string, scope: ConditionScope): Expression {
  const { value, diagnostics } = checkCel(text, { scope, expects: 'condition', locate: () => nowhere })
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return value
}

/** An exemption that a test describes. */
export function exemption(
  description: Pick<Exemption, 'id' | 'policies' | 'expires'> & { readonly match: string; readonly type: ResourceType },
): Exemption {
  const { id, policies, expires, match, type } = description
  return {
    id,
    policies,
    expires,
    match: checked(match, scopeOf(type, {})),
    reason: 'agreed',
    owner: 'team',
    range: nowhere,
  }
}
