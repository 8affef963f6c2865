import type { Resource, Unread } from '../../../core/resource.js'

/** Stands in a document where a property could not be read. */
export class UnreadPart {
  constructor(readonly unread: Unread) {}
}

const guarded = new WeakMap<Resource, Readonly<Record<string, unknown>>>()

/** The resource's document with an `UnreadPart` wherever reading failed. */
export function guardedDocument(resource: Resource): Readonly<Record<string, unknown>> {
  if (!resource.unread) return resource.properties
  const known = guarded.get(resource)
  if (known) return known
  const parts = Object.entries(resource.unread).map(([name, unread]) => [name, new UnreadPart(unread)] as const)
  const document = Object.fromEntries([...Object.entries(resource.properties), ...parts])
  guarded.set(resource, document)
  return document
}

/** A value that went through JSON, as plans keep it, with what was unread in it unread again. */
export function withUnreadParts(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(withUnreadParts)
  const members = Object.entries(value)
  const unread: unknown = members.length === 1 && members[0]?.[0] === 'unread' ? members[0][1] : undefined
  if (isUnread(unread)) return new UnreadPart(unread)
  return Object.fromEntries(members.map(([name, member]) => [name, withUnreadParts(member)]))
}

function isUnread(value: unknown): value is Unread {
  return typeof value === 'object' && value !== null && 'reason' in value && 'message' in value
}
