import { asDocument } from '../../../src/providers/reading/rest-answer.js'

/** Members that only the cloud knows or that move by themselves; of attachments, moto leaves out the last. */
export const cloudsOwn: ReadonlySet<string> = new Set([
  'AttachTime',
  'CreateTime',
  'CreationTime',
  'InstanceCreateTime',
  'SnapshotCreateTime',
  'StartTime',
  'FlowLogId',
  'LatestDeliveryAttemptTime',
  'LatestDeliveryTime',
  'LatestRestorableTime',
  'StateTransitionReason',
  'DeleteOnTermination',
])

/** A value without what only the cloud knows, without order of lists, with nothing for empty lists, and policies read. */
export function comparable(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('{')) return comparable(JSON.parse(value))
  if (Array.isArray(value)) {
    const members = value.map(comparable)
    return members.length === 0
      ? undefined
      : members.sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1))
  }
  if (typeof value !== 'object' || value === null) return value ?? undefined
  const members = Object.entries(value).filter(([name]) => !cloudsOwn.has(name))
  return Object.fromEntries(members.sort().map(([name, member]) => [name, comparable(member)]))
}

/** The paths at which two documents differ, down to lists and values. */
export function touchedPaths(before: unknown, after: unknown, path = ''): readonly string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const [left, right] = [asDocument(before ?? {}), asDocument(after ?? {})]
  if (left === undefined || right === undefined) return [path]
  const names = Object.keys({ ...left, ...right })
  return names.flatMap((name) => touchedPaths(left[name], right[name], path === '' ? name : `${path}.${name}`))
}
