import { PassThroughClient } from 'google-auth-library'
import { describe, expect, it } from 'vitest'
import { createLimiter } from '../../reading/limiter.js'
import { createAuthClientCaller } from './auth-client-caller.js'
import type { GcpCaller } from './caller.js'
import { gcpPages } from './pages.js'

interface FakeAnswer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Record<string, string>
}

/** A caller whose `fetch` gives these answers, the last one for ever, and notes the URLs. */
function callerOver(answers: readonly FakeAnswer[]): { caller: GcpCaller; urls: string[] } {
  const urls: string[] = []
  const fetchImplementation: typeof fetch = async (input, init) => {
    init?.signal?.throwIfAborted()
    const { status, body, headers } = answers[Math.min(urls.length, answers.length - 1)] ?? { status: 500, body: {} }
    urls.push(String(input instanceof Request ? input.url : input))
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
  }
  const client = new PassThroughClient({ transporterOptions: { fetchImplementation } })
  return { caller: createAuthClientCaller({ client, limiter: createLimiter(4), retryDelay: 0 }), urls }
}

const url = 'https://compute.googleapis.com/compute/v1/projects/p/global/firewalls'

function refusal(reason: string): FakeAnswer {
  return { status: 403, body: { error: { message: 'not so', status: 'PERMISSION_DENIED', errors: [{ reason }] } } }
}

describe('a call of a Google API', () => {
  it('gives the document', async () => {
    expect(await callerOver([{ status: 200, body: { items: [] } }]).caller({ url })).toEqual({ body: { items: [] } })
  })

  it.each([
    ['forbidden', 'access-denied'],
    ['accessNotConfigured', 'not-available'],
    ['rateLimitExceeded', 'throttled'],
  ])('a 403 for %s is %s', async (code, reason) => {
    const { caller, urls } = callerOver([refusal(code)])
    expect(await caller({ url })).toEqual({ failure: { reason, code, message: 'not so' } })
    expect(urls).toHaveLength(1)
  })

  it('waits as long as Retry-After says', async () => {
    const { caller } = callerOver([
      { status: 429, body: {}, headers: { 'retry-after': '1' } },
      { status: 200, body: {} },
    ])
    const begin = performance.now()
    expect(await caller({ url })).toEqual({ body: {} })
    expect(performance.now() - begin).toBeGreaterThan(950)
  })

  it.each([
    [429, 'throttled'],
    [503, 'failed'],
    [504, 'timed-out'],
  ])('is repeated on %i and then reported as %s', async (status, reason) => {
    const { caller, urls } = callerOver([{ status, body: { error: { message: 'busy' } } }])
    expect(await caller({ url })).toEqual({ failure: { reason, message: 'busy' } })
    expect(urls).toHaveLength(5)
  })

  it('is not begun after an interruption', async () => {
    const { caller, urls } = callerOver([{ status: 200, body: {} }])
    expect(await caller({ url, signal: AbortSignal.abort() })).toMatchObject({ failure: { reason: 'interrupted' } })
    expect(urls).toEqual([])
  })

  it('ends its wait when it is interrupted', async () => {
    const { caller } = callerOver([{ status: 429, body: {}, headers: { 'retry-after': '600' } }])
    const answer = await caller({ url, signal: AbortSignal.timeout(20) })
    expect(answer).toMatchObject({ failure: { reason: 'interrupted' } })
  })
})

describe('the pages of a listing', () => {
  async function pagesOver(answers: readonly FakeAnswer[]): Promise<{ pages: unknown[]; urls: string[] }> {
    const { caller, urls } = callerOver(answers)
    const pages: unknown[] = []
    for await (const page of gcpPages(caller, { url, query: { maxResults: '1' } })) pages.push(page)
    return { pages, urls }
  }

  it('are followed to the end with the query kept', async () => {
    const { pages, urls } = await pagesOver([
      { status: 200, body: { items: [1], nextPageToken: 't' } },
      { status: 200, body: { items: [2] } },
    ])
    expect(pages).toMatchObject([{ body: { items: [1] } }, { body: { items: [2] } }])
    expect(urls).toEqual([`${url}?maxResults=1`, `${url}?maxResults=1&pageToken=t`])
  })

  it('end with a failure when a token comes back', async () => {
    const { pages } = await pagesOver([{ status: 200, body: { nextPageToken: 't' } }])
    expect(pages.at(-1)).toMatchObject({ failure: { reason: 'failed' } })
    expect(pages).toHaveLength(3)
  })

  it('end with the failure of a page, after those before it', async () => {
    const { pages } = await pagesOver([{ status: 200, body: { nextPageToken: 't' } }, refusal('forbidden')])
    expect(pages).toMatchObject([{ body: {} }, { failure: { reason: 'access-denied' } }])
  })
})
