import { entriesAt, itemsAt, type LocatedValue, textAt, valueAt } from '../source/located-value.js'

/** A `run` step: the playbook that it names, and where. */
export interface RunCall {
  readonly id: string
  readonly place: LocatedValue
}

/** The `run` steps of playbooks, by playbook id. */
export type CallGraph = ReadonlyMap<string, readonly RunCall[]>

/** The `run` steps of a playbook file, those in a `forEach` included. */
export function callsOf(root: LocatedValue): readonly RunCall[] {
  return callsIn(itemsAt(root, 'steps'))
}

function callsIn(steps: readonly LocatedValue[]): readonly RunCall[] {
  return steps.flatMap((step) => {
    const place = valueAt(step, ['run'])
    const id = textAt(place)
    const own = place && id !== undefined ? [{ id, place }] : []
    return entriesAt(step, 'forEach').length > 0 ? [...own, ...callsIn(itemsAt(step, 'forEach', 'steps'))] : own
  })
}

/** The playbooks that run themselves, each with the way back to itself. */
export function cyclesIn(calls: CallGraph): ReadonlyMap<string, readonly string[]> {
  const cycles = [...calls.keys()].flatMap((id) => {
    const way = wayBack(id, calls)
    return way ? [[id, way] as const] : []
  })
  return new Map(cycles)
}

/** The shortest way from a playbook to itself. */
function wayBack(start: string, calls: CallGraph): readonly string[] | undefined {
  const reached = new Set<string>()
  let ways: readonly (readonly string[])[] = [[start]]
  while (ways.length > 0) {
    const next: (readonly string[])[] = []
    for (const way of ways) {
      for (const { id } of calls.get(way.at(-1) ?? '') ?? []) {
        if (id === start) return [...way, id]
        if (reached.has(id)) continue
        reached.add(id)
        next.push([...way, id])
      }
    }
    ways = next
  }
  return undefined
}
