import type { CallFailure, Document } from '../../reading/rest-answer.js'
import type { ArmCaller } from './caller.js'

/** A page of a listing, or why there are no more. */
export type ArmPage = { readonly items: readonly unknown[] } | { readonly failure: CallFailure }

/** Follows `nextLink` to the end, or to the first failure. A link that comes back is a failure, not a loop. */
export async function* armPages(
  caller: ArmCaller,
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<ArmPage> {
  const visited = new Set<string>()
  for (let target: string | undefined = path; target !== undefined; ) {
    if (visited.has(target)) {
      yield { failure: { reason: 'failed', message: 'the listing repeats a page' } }
      return
    }
    visited.add(target)
    const answer = await caller({ target, signal })
    if ('failure' in answer) {
      yield answer
      return
    }
    yield itemsOf(answer.body)
    target = nextLinkOf(answer.body)
  }
}

function itemsOf(body: Document): ArmPage {
  const items = body['value']
  return Array.isArray(items) ? { items } : { failure: { reason: 'failed', message: 'the listing holds no items' } }
}

function nextLinkOf(body: Document): string | undefined {
  const link = body['nextLink']
  return typeof link === 'string' && link !== '' ? link : undefined
}
