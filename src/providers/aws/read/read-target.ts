import type { TargetReading } from '../../../core/provider.js'
import { bareCode, errorCode, unreadOf } from '../client/failure.js'
import type { Document, ListDescription, TypeReader } from '../description.js'
import { type AwsReading, Page } from './page.js'
import { valuesAt } from './values-at.js'

/** Reads one resource again, with the parts asked for. */
export async function readTarget(reading: AwsReading, id: string): Promise<TargetReading> {
  const { type, request } = reading
  const { list, service } = type.description
  const reader = (await type.description.read?.())?.reader ?? {}
  try {
    const document = 'single' in list ? itself(reading, id) : await found(list, reading, { id, reader })
    if (document === undefined) return { kind: 'gone' }
    const page = await Page.of([document], reading, reader)
    const resource = await page.complete(document)
    return request.signal?.aborted
      ? { kind: 'unread', unread: { reason: 'interrupted', message: 'the read was stopped' } }
      : { kind: 'resource', resource }
  } catch (error) {
    if (!('single' in list) && isGone(list, error)) return { kind: 'gone' }
    return { kind: 'unread', unread: unreadOf(error, { service, operation: '', ...list }) }
  }
}

/** The only resource of a type, when it is the one asked for. */
function itself({ type, request, callerFor }: AwsReading, id: string): Document | undefined {
  const { list } = type.description
  const document = 'single' in list ? list.single(callerFor(request.region).scope) : undefined
  return document?.[type.idProperty] === id ? document : undefined
}

async function found(
  list: ListDescription,
  { type, request, callerFor }: AwsReading,
  { id, reader }: { readonly id: string; readonly reader: TypeReader },
): Promise<Document | undefined> {
  const caller = callerFor(request.region)
  const { operation, input, item } = callFor(list, id)
  for await (const page of caller.pages(list.service ?? type.description.service, operation, input)) {
    const documents = valuesAt(page, item === '' ? undefined : item) as readonly Document[]
    const match = documents.find((document) => document[type.idProperty] === id)
    if (match !== undefined && reader.keep?.(match, caller.scope) !== false) return match
  }
  return undefined
}

function callFor(list: ListDescription, id: string) {
  const { operation, input = {}, items: item, one } = list
  return one === undefined ? { operation, input, item } : { operation, item, ...one, input: one.input(id) }
}

function isGone({ one }: ListDescription, error: unknown): boolean {
  return one?.gone?.some((code) => bareCode(code) === errorCode(error)) ?? false
}
