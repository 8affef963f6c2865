import type { LocatedValue } from '../source/located-value.js'
import { closestName } from '../suggestion.js'
import type { Definition } from './definition.js'

/** The keys whose texts are ids of playbooks, in files of any kind. */
const namingKeys = new Set(['playbook', 'run'])

/**
 * Which of the playbooks that exist are named in definitions, or have the id of one of them. For a name that nothing
 * has, the nearest one is given, so that it can be suggested.
 */
export function playbooksNamedBy<T>(
  definitions: readonly Definition[],
  existing: ReadonlyMap<string, T>,
): Map<string, T> {
  const names = new Set(definitions.flatMap(({ kind, id }) => (kind === 'playbook' ? [id] : [])))
  for (const { root } of definitions) addNames(root, names)
  const found = new Map<string, T>()
  for (const name of names) {
    const id = existing.has(name) ? name : closestName(name, existing.keys())
    const playbook = id === undefined ? undefined : existing.get(id)
    if (id !== undefined && playbook !== undefined) found.set(id, playbook)
  }
  return found
}

function addNames(root: LocatedValue, names: Set<string>): void {
  const waiting = [root]
  const seen = new Set<LocatedValue>()
  for (let value = waiting.pop(); value; value = waiting.pop()) {
    if (seen.has(value)) continue
    seen.add(value)
    if (value.kind === 'list') waiting.push(...value.items)
    if (value.kind !== 'mapping') continue
    for (const { key, value: member } of value.entries) {
      if (member.kind !== 'scalar') waiting.push(member)
      else if (namingKeys.has(key) && typeof member.value === 'string') names.add(member.value)
    }
  }
}
