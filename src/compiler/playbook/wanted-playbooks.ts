import { matchesIdPattern } from '../../core/id-pattern.js'
import type { Definition } from '../load/definition.js'
import { callsOf } from './run-calls.js'

/** What chooses among the library's playbooks. */
export interface PlaybookChoice {
  /** The configuration's patterns of first-party ids; `!` in front leaves out. */
  readonly library: readonly string[]
  /** Ids that policies, standing approvals and schedules name. */
  readonly named: readonly string[]
}

/** The project's playbooks, the library's that are chosen or named, and those that any of them runs. */
export function wantedPlaybooks(
  playbooks: ReadonlyMap<string, Definition<'playbook'>>,
  { library, named }: PlaybookChoice,
): readonly Definition<'playbook'>[] {
  const own = [...playbooks.values()].filter(({ id, origin }) => origin === 'project' || isChosen(id, library))
  const wanted = new Set([...own.map(({ id }) => id), ...named])
  for (const id of wanted) {
    const definition = playbooks.get(id)
    if (definition) for (const call of callsOf(definition.root)) wanted.add(call.id)
  }
  return [...playbooks.values()].filter(({ id }) => wanted.has(id))
}

function isChosen(id: string, patterns: readonly string[]): boolean {
  return patterns.reduce(
    (chosen, pattern) =>
      pattern.startsWith('!')
        ? chosen && !matchesIdPattern(id, pattern.slice(1))
        : chosen || matchesIdPattern(id, pattern),
    false,
  )
}
