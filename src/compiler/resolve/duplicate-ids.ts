import type { Outcome } from '../../core/diagnostics.js'
import type { Definition } from '../load/definition.js'
import { rangeOf } from '../source/located-value.js'
import { resolveDiagnostics } from './diagnostics.js'

/** Keeps the first definition of every id and reports the others. */
export function withoutDuplicates(definitions: readonly Definition[]): Outcome<Definition[]> {
  const first = new Map<string, Definition>()
  const diagnostics = definitions.flatMap((definition) => {
    const { kind, id, root } = definition
    const earlier = first.get(`${kind} ${id}`)
    if (!earlier) {
      first.set(`${kind} ${id}`, definition)
      return []
    }
    const related = [{ message: 'it is also defined here', range: rangeOf(earlier.root) }]
    return [resolveDiagnostics.report('duplicate-id', { kind, id }, { range: rangeOf(root), related })]
  })
  return { value: [...first.values()], diagnostics }
}
