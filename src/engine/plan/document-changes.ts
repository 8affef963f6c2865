import { canonicalJson } from '../../core/canonical-json.js'
import type { PlannedChange } from '../../core/plan.js'
import type { Resource } from '../../core/resource.js'

/** What differs between two states of a resource, in the order of paths; tags only where the document does not show them. */
export function changesBetween(before: Resource, after: Resource): readonly PlannedChange[] {
  const changes = differences('', before.properties, after.properties)
  return changes.length > 0 ? changes : differences('tags', before.tags, after.tags)
}

function differences(path: string, before: unknown, after: unknown): readonly PlannedChange[] {
  if (before === after) return []
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
    return keys.flatMap((key) => differences(memberPath(path, key), before[key], after[key]))
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, index) => differences(`${path}[${index}]`, item, after[index]))
  }
  if (canonicalJson(before) === canonicalJson(after)) return []
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }]
}

function memberPath(path: string, key: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === '' ? key : `${path}.${key}`
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
