import type { Unread } from '../../../core/resource.js'
import { unreadOf } from '../client/failure.js'
import type { Caller, Document, JoinAspect } from '../description.js'
import type { AwsServiceName } from '../services.js'
import type { AspectAnswer } from './aspect-answer.js'
import { valuesAt } from './values-at.js'

/** Reads an aspect for all resources of a page at once; gives what each of them has of it. */
export async function readJoinAspect(
  aspect: JoinAspect,
  documents: readonly Document[],
  { caller, service }: { readonly caller: Caller; readonly service: AwsServiceName },
): Promise<(document: Document) => AspectAnswer> {
  const call = { ...aspect, service: aspect.service ?? service }
  const items = new Map<string, unknown[]>()
  const failures = new Map<string, Unread>()
  const keys = new Set(documents.map((document) => keyOf(aspect, document)).filter((key) => key !== undefined))
  for (const chunk of chunksOf([...keys], aspect.chunk)) {
    try {
      for (const key of chunk) items.set(key, [])
      for await (const page of caller.pages(call.service, call.operation, aspect.input(chunk)))
        dealOut(page, aspect, items)
    } catch (error) {
      for (const key of chunk) failures.set(key, unreadOf(error, call))
    }
  }
  return (document) => {
    const key = keyOf(aspect, document)
    const unread = key === undefined ? undefined : failures.get(key)
    return unread ? { unread } : { properties: propertiesOf(aspect, key === undefined ? [] : (items.get(key) ?? [])) }
  }
}

function dealOut(page: Document, aspect: JoinAspect, items: Map<string, unknown[]>): void {
  for (const item of valuesAt(page, aspect.items)) {
    for (const key of valuesAt(item, aspect.itemKey)) items.get(String(key))?.push(...valuesAt(item, aspect.value))
  }
}

function keyOf({ resourceKey }: JoinAspect, document: Document): string | undefined {
  const key = typeof resourceKey === 'string' ? valuesAt(document, resourceKey)[0] : resourceKey(document)
  return typeof key === 'string' ? key : undefined
}

function propertiesOf(aspect: JoinAspect, items: readonly unknown[]): Document {
  const [property] = aspect.properties
  if (property === undefined || (aspect.single && items.length === 0)) return {}
  return { [property]: aspect.single ? items[0] : items }
}

function* chunksOf(keys: readonly string[], size: number): Generator<readonly string[]> {
  for (let start = 0; start < keys.length; start += size) yield keys.slice(start, start + size)
}
