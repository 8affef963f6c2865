import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import type { Exemption } from '../../core/policy.js'
import type { Definition } from '../load/definition.js'
import { conditionScope } from '../policy/check-condition.js'
import { compileExemption, isExpired } from '../policy/exemption.js'
import type { ResourceShape } from '../policy/resource-shapes.js'
import { itemsAt, textAt, writtenText } from '../source/located-value.js'
import { resolveDiagnostics } from './diagnostics.js'
import type { PolicyIds } from './policy-ids.js'

/** What exemption files are checked against. */
export interface ExemptionContext {
  readonly policies: ReadonlyMap<string, Definition<'policy'>>
  readonly ids: PolicyIds
  readonly shapes: ReadonlyMap<string, ResourceShape>
}

/** Compiles an exemption file. Its condition is checked against the resource type that its policies share, if they do. */
export function resolveExemption(
  { root, id, source }: Definition<'exemption'>,
  { policies, ids, shapes }: ExemptionContext,
): Outcome<Exemption | undefined> {
  const diagnostics: Diagnostic[] = []
  const exempted = itemsAt(root, 'policies').flatMap((item) => {
    const matching = ids.matching(writtenText(item), item)
    diagnostics.push(...matching.diagnostics)
    return matching.value
  })
  const types = new Set(exempted.map((policy) => textAt(policies.get(policy)?.root, 'resource') ?? ''))
  const shape = types.size === 1 ? shapes.get([...types][0] ?? '') : undefined
  const patterns = itemsAt(root, 'policies').map(writtenText)
  const compiled = compileExemption(root, conditionScope(shape, {}), {
    id,
    policies: [...new Set([...patterns, ...exempted])],
  })
  return { value: source && compiled.value, diagnostics: [...diagnostics, ...compiled.diagnostics] }
}

/** Reports exemptions that no longer hold on a day (`YYYY-MM-DD`). */
export function expiredExemptions(exemptions: readonly Exemption[], today: string): readonly Diagnostic[] {
  return exemptions
    .filter((exemption) => isExpired(exemption, today))
    .map(({ expires, owner, range }) => resolveDiagnostics.report('expired-exemption', { expires, owner }, { range }))
}
