import type { ReadEvent } from '../../../core/provider.js'
import type { Unread } from '../../../core/resource.js'
import { inOrder } from '../../reading/in-order.js'
import { unreadOf } from '../client/failure.js'
import type { AwsResourceType, Caller, Document, TypeReader } from '../description.js'
import { type AwsReading, Page } from './page.js'
import { valuesAt } from './values-at.js'

/** Lists a type in a region, page by page, and completes each resource with what was asked for. */
export async function* readType(reading: AwsReading): AsyncGenerator<ReadEvent> {
  const { type, request } = reading
  const caller = reading.callerFor(request.region)
  const reader = (await type.description.read?.())?.reader ?? {}
  const partition = { type: type.name, account: caller.scope.account, region: request.region }
  const unreadPart = (unread: Unread): ReadEvent => ({ kind: 'unread', partition, unread })
  try {
    for await (const items of listed(type, caller, reader)) {
      const documents = items.filter((item) => typeof item[type.idProperty] === 'string')
      if (documents.length < items.length) {
        yield unreadPart({ reason: 'failed', message: `the listing holds an item without ${type.idProperty}` })
      }
      const page = await Page.of(documents, reading, reader)
      for await (const resource of inOrder(documents, reading.width, (document) => page.complete(document))) {
        if (request.signal?.aborted) return yield unreadPart({ reason: 'interrupted', message: 'the read was stopped' })
        yield { kind: 'resource', resource }
      }
    }
  } catch (error) {
    yield unreadPart(unreadOf(error, { service: type.description.service, operation: '', ...type.description.list }))
  }
}

async function* listed(type: AwsResourceType, caller: Caller, reader: TypeReader): AsyncGenerator<readonly Document[]> {
  const { list, service } = type.description
  if ('single' in list) {
    yield [list.single(caller.scope)]
    return
  }
  for await (const page of caller.pages(list.service ?? service, list.operation, list.input ?? {})) {
    const documents = valuesAt(page, list.items) as readonly Document[]
    yield reader.keep ? documents.filter((document) => reader.keep?.(document, caller.scope)) : documents
  }
}
