import { describe, expect, it } from 'vitest'
import { createLimiter } from '../../reading/limiter.js'
import type { Document } from '../description.js'
import { createCaller } from './caller.js'
import type { AwsClients } from './clients.js'
import { errorCode } from './failure.js'

type Answer = (input: Document) => Document

function callerOver(answer: Answer, signal?: AbortSignal): ReturnType<typeof createCaller> {
  const clients = { send: async (_: object, input: object) => answer(input as Document) } as unknown as AwsClients
  const limiter = createLimiter(1)
  return createCaller(
    { clients, limit: () => limiter, homeRegion: 'us-east-1', remembered: new Map(), patience: 0 },
    { account: '1', accountName: 'one', region: 'eu-west-1' },
    signal,
  )
}

async function pagesOf(caller: ReturnType<typeof createCaller>): Promise<unknown[]> {
  const pages: unknown[] = []
  for await (const page of caller.pages('ec2', 'DescribeVpcs', { MaxResults: 2 })) pages.push(page['page'])
  return pages
}

describe('a caller', () => {
  it('asks for page after page, repeating the rest of the request', async () => {
    const inputs: Document[] = []
    const caller = callerOver((input) => {
      inputs.push(input)
      return { page: inputs.length, NextToken: inputs.length < 3 ? `t${inputs.length}` : '' }
    })
    expect(await pagesOf(caller)).toEqual([1, 2, 3])
    expect(inputs).toEqual([{ MaxResults: 2 }, { MaxResults: 2, NextToken: 't1' }, { MaxResults: 2, NextToken: 't2' }])
  })

  it('fails when tokens go round in a circle', async () => {
    let calls = 0
    const caller = callerOver(() => ({ NextToken: calls++ % 2 === 0 ? 'a' : 'b' }))
    const error = await pagesOf(caller).catch((caught: unknown) => caught)
    expect(errorCode(error)).toBe('RepeatedPage')
    expect(calls).toBe(3)
  })

  it('makes no call once stopped', async () => {
    let calls = 0
    const caller = callerOver(() => ({ calls: calls++ }), AbortSignal.abort())
    const error = await caller.call('ec2', 'DescribeVpcs', {}).catch((caught: unknown) => caught)
    expect(errorCode(error)).toBe('AbortError')
    expect(calls).toBe(0)
  })

  it('gives JSON: instants as texts, bytes as base64, no metadata', async () => {
    const caller = callerOver(() => ({
      At: new Date(0),
      Bytes: new Uint8Array([1, 2]),
      Nothing: undefined,
      List: [{ At: new Date(0) }],
      $metadata: { httpStatusCode: 200 },
    }))
    expect(await caller.call('ec2', 'DescribeVpcs', {})).toEqual({
      At: '1970-01-01T00:00:00.000Z',
      Bytes: 'AQI=',
      List: [{ At: '1970-01-01T00:00:00.000Z' }],
    })
  })
})
