import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import { matchesIdPattern } from '../../core/id-pattern.js'
import type { Definition } from '../load/definition.js'
import { itemsAt, type LocatedValue, rangeOf, type Span, writtenText } from '../source/located-value.js'
import { closestName } from '../suggestion.js'
import { resolveDiagnostics } from './diagnostics.js'

/** The policies of a project, found by id, by former id and by pattern. */
export class PolicyIds {
  readonly #ids: ReadonlyMap<string, readonly string[]>

  constructor(policies: readonly Definition<'policy'>[]) {
    this.#ids = new Map(policies.map(({ id, root }) => [id, formerIds(root)]))
  }

  /** Ids of the policies that a pattern or a former id stands for; none of them is a diagnostic. */
  matching(pattern: string, place: Span): Outcome<readonly string[]> {
    if (this.#ids.has(pattern)) return { value: [pattern], diagnostics: [] }
    const matching = [...this.#ids].filter(([id, former]) =>
      [id, ...former].some((one) => matchesIdPattern(one, pattern)),
    )
    if (matching.length > 0) return { value: matching.map(([id]) => id), diagnostics: [] }
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
