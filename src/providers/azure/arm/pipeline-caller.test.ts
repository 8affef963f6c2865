import { createHttpHeaders, type HttpClient } from '@azure/core-rest-pipeline'
import { describe, expect, it } from 'vitest'
import { createLimiter } from '../../reading/limiter.js'
import type { ArmCaller } from './caller.js'
import { armPages } from './pages.js'
import { createPipelineCaller } from './pipeline-caller.js'

interface FakeAnswer {
  readonly status: number
  readonly body: string
  readonly headers?: Record<string, string>
}

/** A caller whose transport gives these answers, the last one for ever, and notes the requests. */
function callerOver(answers: readonly FakeAnswer[]): { caller: ArmCaller; urls: string[] } {
  const urls: string[] = []
  const httpClient: HttpClient = {
    sendRequest: async (request) => {
      const answer = answers[Math.min(urls.length, answers.length - 1)] ?? { status: 500, body: '' }
      urls.push(request.url)
      const headers = createHttpHeaders(answer.headers)
      return { request, status: answer.status, headers, bodyAsText: answer.body }
    },
  }
  return { caller: createPipelineCaller({ limiter: createLimiter(4), httpClient, retryDelay: 0 }), urls }
}

const refused = JSON.stringify({ error: { code: 'AuthorizationFailed', message: 'The client\n may not read' } })

describe('a call of Resource Manager', () => {
  it('gives the document', async () => {
    const { caller } = callerOver([{ status: 200, body: '{"value":[]}' }])
    expect(await caller({ target: '/subscriptions/1' })).toEqual({ body: { value: [] } })
  })

  it('carries the token of the credential', async () => {
    const headers: (string | undefined)[] = []
    const httpClient: HttpClient = {
      sendRequest: async (request) => {
        headers.push(request.headers.get('authorization'))
        return { request, status: 200, headers: createHttpHeaders(), bodyAsText: '{}' }
      },
    }
    const credential = { getToken: async () => ({ token: 'abc', expiresOnTimestamp: Date.now() + 3_600_000 }) }
    await createPipelineCaller({ limiter: createLimiter(1), httpClient, credential })({ target: '/x' })
    expect(headers).toEqual(['Bearer abc'])
  })

  it('is refused without repetition', async () => {
    const { caller, urls } = callerOver([{ status: 403, body: refused }])
    expect(await caller({ target: '/x' })).toEqual({
      failure: { reason: 'access-denied', code: 'AuthorizationFailed', message: 'The client may not read' },
    })
    expect(urls).toHaveLength(1)
  })

  it('waits as long as Retry-After says', async () => {
    const { caller } = callerOver([
      { status: 429, body: '{}', headers: { 'retry-after': '1' } },
      { status: 200, body: '{}' },
    ])
    const begin = performance.now()
    expect(await caller({ target: '/x' })).toEqual({ body: {} })
    expect(performance.now() - begin).toBeGreaterThan(950)
  })

  it.each([
    [429, 'throttled'],
    [503, 'failed'],
    [504, 'timed-out'],
  ])('is repeated on %i and then reported as %s', async (status, reason) => {
    const { caller, urls } = callerOver([{ status, body: 'busy' }])
    expect(await caller({ target: '/x' })).toEqual({ failure: { reason, message: 'busy' } })
    expect(urls).toHaveLength(5)
  })

  it('reports an answer that is no JSON', async () => {
    const { caller } = callerOver([{ status: 200, body: '<html>' }])
    expect(await caller({ target: '/x' })).toMatchObject({ failure: { reason: 'failed' } })
  })

  it('never sends credentials to the host that an answer names', async () => {
    const { caller, urls } = callerOver([{ status: 200, body: '{}' }])
    expect(await caller({ target: 'https://elsewhere.example/next' })).toMatchObject({ failure: { reason: 'failed' } })
    expect(urls).toEqual([])
  })

  it('is not begun after an interruption', async () => {
    const { caller, urls } = callerOver([{ status: 200, body: '{}' }])
    const answer = await caller({ target: '/x', signal: AbortSignal.abort() })
    expect(answer).toMatchObject({ failure: { reason: 'interrupted' } })
    expect(urls).toEqual([])
  })

  it('ends its wait when it is interrupted', async () => {
    const { caller } = callerOver([{ status: 429, body: '{}', headers: { 'retry-after': '600' } }])
    const answer = await caller({ target: '/x', signal: AbortSignal.timeout(20) })
    expect(answer).toMatchObject({ failure: { reason: 'interrupted' } })
  })
})

describe('the pages of a listing', () => {
  async function pagesOver(answers: readonly FakeAnswer[]): Promise<unknown[]> {
    const pages: unknown[] = []
    for await (const page of armPages(callerOver(answers).caller, '/list', undefined)) pages.push(page)
    return pages
  }

  function page(value: unknown, nextLink?: string): FakeAnswer {
    return { status: 200, body: JSON.stringify({ value, nextLink }) }
  }

  it('are followed to the end', async () => {
    const pages = await pagesOver([page([1], 'https://management.azure.com/list?skip=1'), page([2])])
    expect(pages).toEqual([{ items: [1] }, { items: [2] }])
  })

  it('end with the failure of a page, after those before it', async () => {
    const pages = await pagesOver([
      page([1], 'https://management.azure.com/list?skip=1'),
      { status: 403, body: refused },
    ])
    expect(pages).toMatchObject([{ items: [1] }, { failure: { reason: 'access-denied' } }])
  })

  it('end with a failure when a page comes back', async () => {
    const pages = await pagesOver([page([1], 'https://management.azure.com/list?skip=1')])
    expect(pages).toMatchObject([{ items: [1] }, { items: [1] }, { failure: { reason: 'failed' } }])
  })

  it('fail when an answer holds no list', async () => {
    expect(await pagesOver([page('none')])).toMatchObject([{ failure: { reason: 'failed' } }])
  })
})
