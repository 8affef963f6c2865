import type { CallFailure, Document } from '../../reading/rest-answer.js'
import type { GcpCall, GcpCaller } from './caller.js'

/** A page's answer, or why there are no more. */
export type GcpPage = { readonly body: Document } | { readonly failure: CallFailure }

/** Follows `nextPageToken` to the end, or to the first failure. A token that comes back is a failure, not a loop. */
export async function* gcpPages(caller: GcpCaller, call: GcpCall): AsyncGenerator<GcpPage> {
  const visited = new Set<string>()
  for (let token: string | undefined = ''; token !== undefined; ) {
    if (visited.has(token)) {
      yield { failure: { reason: 'failed', message: 'the listing repeats a page' } }
      return
    }
    visited.add(token)
    const answer = await caller({ ...call, query: { ...call.query, ...(token !== '' && { pageToken: token }) } })
    yield answer
    token = 'body' in answer ? nextTokenOf(answer.body) : undefined
  }
}

function nextTokenOf({ nextPageToken }: Document): string | undefined {
  return typeof nextPageToken === 'string' && nextPageToken !== '' ? nextPageToken : undefined
}
