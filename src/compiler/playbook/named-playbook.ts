import type { Outcome } from '../../core/diagnostics.js'
import type { CompiledPlaybook } from '../../core/playbook.js'
import { resolveDiagnostics } from '../resolve/diagnostics.js'
import { type LocatedValue, rangeOf, textAt, valueAt } from '../source/located-value.js'
import { closestName } from '../suggestion.js'

/** The playbooks that a file can name under `playbook`. */
export interface NameablePlaybooks {
  /** Ids of all of them, those included that did not compile. */
  readonly playbookIds: readonly string[]
  readonly playbooks: ReadonlyMap<string, CompiledPlaybook>
}

/** A playbook with the place where it is named. */
export interface NamedPlaybook {
  readonly playbook: CompiledPlaybook
  readonly place: LocatedValue
}

/** The playbook that a file names under `playbook`; undefined when it names none, an unknown one, or one with errors of its own. */
export function namedPlaybook(
  root: LocatedValue,
  { playbookIds, playbooks }: NameablePlaybooks,
): Outcome<NamedPlaybook | undefined> {
  const place = valueAt(root, ['playbook'])
  const id = textAt(place)
  if (!place || id === undefined) return { value: undefined, diagnostics: [] }
  if (!playbookIds.includes(id)) {
    const parameters = { id, suggestion: closestName(id, playbookIds) }
    const problem = resolveDiagnostics.report('unknown-playbook', parameters, { range: rangeOf(place) })
    return { value: undefined, diagnostics: [problem] }
  }
  const playbook = playbooks.get(id)
  return { value: playbook && { playbook, place }, diagnostics: [] }
}
