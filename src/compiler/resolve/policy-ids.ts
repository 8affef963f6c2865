import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import { matchesIdPattern } from '../../core/id-pattern.js'
import type { Definition } from '../load/definition.js'
import { itemsAt, type LocatedValue, rangeOf, type Span, writtenText } from '../source/located-value.js'
import { closestName } from '../suggestion.js'
import { resolveDiagnostics } from './diagnostics.js'

/** The policies of a project, found by id, by former id and by pattern. */
export class PolicyIds {
  /** Present ids by present and former ones. */
  readonly #ids = new Map<string, string>()

  constructor(policies: readonly Definition<'policy'>[]) {
    for (const { id, root } of policies) for (const former of formerIds(root)) this.#ids.set(former, id)
    for (const { id } of policies) this.#ids.set(id, id)
  }

  /** Whether an id is or was a policy's. */
  has(id: string): boolean {
    return this.#ids.has(id)
  }

  /** Ids of the policies that a pattern or a former id stands for; none of them is a diagnostic. */
  matching(pattern: string, place: Span): Outcome<readonly string[]> {
    const exact = this.#ids.get(pattern)
    if (exact !== undefined) return { value: [exact], diagnostics: [] }
    const matching = [...this.#ids].filter(([one]) => matchesIdPattern(one, pattern)).map(([, id]) => id)
    if (matching.length > 0) return { value: [...new Set(matching)], diagnostics: [] }
    const parameters = { id: pattern, suggestion: closestName(pattern, this.#ids.keys()) }
    return {
      value: [],
      diagnostics: [resolveDiagnostics.report('unknown-policy', parameters, { range: rangeOf(place) })],
    }
  }
}

function formerIds(root: LocatedValue): readonly string[] {
  return itemsAt(root, 'formerly').map(writtenText)
}

/** Reports former ids that are another policy's id, or that two policies claim. */
export function checkFormerIds(policies: readonly Definition<'policy'>[]): readonly Diagnostic[] {
  const owners = new Map<string, LocatedValue>(policies.map(({ id, root }) => [id, root]))
  return policies.flatMap(({ root }) =>
    itemsAt(root, 'formerly').flatMap((item) => {
      const id = writtenText(item)
      const owner = owners.get(id)
      owners.set(id, owner ?? item)
      if (!owner) return []
      const related = [{ message: 'it already stands for this', range: rangeOf(owner) }]
      return [resolveDiagnostics.report('former-id-taken', { id }, { range: rangeOf(item), related })]
    }),
  )
}
