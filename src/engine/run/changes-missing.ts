import { canonicalJson } from '../../core/canonical-json.js'
import type { PlannedTarget } from '../../core/plan.js'
import type { Resource } from '../../core/resource.js'

/**
 * The paths at which a resource is not as the plan's steps were to leave it; the last step that changes a path counts.
 * The order of a list does not, for clouds give their lists in any.
 */
export function changesMissing({ steps }: Pick<PlannedTarget, 'steps'>, resource: Resource): readonly string[] {
  const wanted = new Map<string, unknown>()
  for (const { changes, on } of steps) {
    if (!on) for (const { path, after } of changes) wanted.set(path, after)
  }
  const document = { tags: resource.tags, ...resource.properties }
  return [...wanted].flatMap(([path, after]) => (isSame(plannedValueAt(document, path), after) ? [] : [path]))
}

function isSame(left: unknown, right: unknown): boolean {
  return canonicalJson(unordered(left) ?? null) === canonicalJson(unordered(right) ?? null)
}

/** The value with its lists in one order. */
function unordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    const members = value.map((member) => canonicalJson(unordered(member) ?? null))
    return members.sort()
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unordered(member)]))
}

/** The value at a path as plans write them: `State.Name`, `Rules[0].Port`, `Labels["a b"]`. */
export function plannedValueAt(document: unknown, path: string): unknown {
  const segments = path.matchAll(/\[("(?:[^"\\]|\\.)*"|\d+)\]|([^.[\]]+)/g)
  let value = document
  for (const [, bracketed, plain] of segments) {
    if (typeof value !== 'object' || value === null) return undefined
    const key = plain ?? String(JSON.parse(bracketed ?? '""'))
    value = (value as Readonly<Record<string, unknown>>)[key]
  }
  return value
}
