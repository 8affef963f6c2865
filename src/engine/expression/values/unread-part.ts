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
