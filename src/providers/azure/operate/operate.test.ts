import { createHttpHeaders, type HttpClient, RestError } from '@azure/core-rest-pipeline'
import { describe, expect, it } from 'vitest'
import { fixedClock } from '../../../core/clock.js'
import type { OperateOutcome, ProviderSession } from '../../../core/provider.js'
import type { Resource } from '../../../core/resource.js'
import { createLimiter } from '../../reading/limiter.js'
import { azureOperations } from '../operations.js'
import { liveSession } from '../session.js'

interface FakeAnswer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Record<string, string>
  /** The network fails with this code instead of answering. */
  readonly broken?: string
}

const id = '/subscriptions/s1/resourceGroups/RG/providers/Microsoft.Compute/virtualMachines/VM'
const endpoint = 'https://management.azure.com'
const statusUrl = `${endpoint}/subscriptions/s1/providers/Microsoft.Compute/locations/we/operations/1?api-version=1`

const machine: Resource = {
  type: 'azure.compute.virtual-machine',
  id: id.toLowerCase(),
  name: 'VM',
  account: 's1',
  region: 'westeurope',
  tags: {},
  properties: { id, instanceView: { statuses: [{ code: 'PowerState/deallocated' }] } },
}

/** A session whose transport gives these answers, the last one for ever, and notes what was sent. */
function sessionOver(answers: readonly FakeAnswer[]): { session: ProviderSession; sent: string[] } {
  const sent: string[] = []
  const httpClient: HttpClient = {
    sendRequest: async (request) => {
      const answer = answers[Math.min(sent.length, answers.length - 1)] ?? { status: 500 }
      sent.push(`${request.method} ${request.url.replace(endpoint, '')} ${request.body ?? ''}`.trim())
      if (answer.broken) throw new RestError('the network failed', { code: answer.broken, request })
      const headers = createHttpHeaders(answer.headers)
      return { request, status: answer.status, headers, bodyAsText: JSON.stringify(answer.body ?? {}) }
    },
  }
  const source = { kind: 'cloud', credentials: { from: 'environment' } } as const
  const session = liveSession(
    { id: 's1', name: 's1', cloud: 'azure', source, regions: 'discovered', params: {} },
    { clock: fixedClock('2026-11-24'), concurrency: { account: 2, region: 2 }, root: '/' },
    { httpClient, limiter: createLimiter(2), retryDelay: 0, pollDelay: 1 },
  )
  return { session, sent }
}

async function perform(
  answers: readonly FakeAnswer[],
  { verb = 'start', target = machine, settlesWithin = 60, signal = undefined as AbortSignal | undefined } = {},
): Promise<{ outcome: OperateOutcome | undefined; sent: string[] }> {
  const operation = azureOperations.find(({ name }) => name === `${machine.type}.${verb}`)
  if (operation === undefined) throw new Error(`there is no ${verb}`)
  const { session, sent } = sessionOver(answers)
  const params = { size: 'Standard_B2s', tags: { env: 'dev', old: null } }
  const outcome = await session.operate?.({
    operation: { ...operation, settlesWithin },
    target,
    params,
    token: 't',
    ...(signal && { signal }),
  })
  return { outcome, sent }
}

function refusal(status: number, code: string): FakeAnswer {
  return { status, body: { error: { code, message: 'not so' } } }
}

function failed(reason: string, code: string): unknown {
  return { kind: 'failed', failure: { reason, code }, responses: [] }
}

describe('performing on Azure', () => {
  it('sends the request and records only what identifies it', async () => {
    const answer = { status: 200, body: { secret: 'x' }, headers: { 'x-ms-request-id': 'r1' } }
    const { outcome, sent } = await perform([answer], { verb: 'resize' })
    expect(outcome).toMatchObject({ kind: 'performed', responses: [{ status: 200, requestId: 'r1' }] })
    expect(JSON.stringify(outcome)).not.toContain('secret')
    expect(sent).toEqual([
      `PATCH ${id}?api-version=2024-11-01 {"properties":{"hardwareProfile":{"vmSize":"Standard_B2s"}}}`,
    ])
  })

  it('makes the calls of an operation in order, and reports those made before one failed', async () => {
    const target = { ...machine, properties: { ...machine.properties, tags: { old: 'x' } } }
    const { outcome, sent } = await perform([{ status: 200 }, refusal(403, 'AuthorizationFailed')], {
      verb: 'tag',
      target,
    })
    expect(sent.map((line) => line.match(/"operation":"(\w+)"/)?.[1])).toEqual(['Merge', 'Delete'])
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { reason: 'access-denied', permission: 'Microsoft.Resources/tags/write' },
      responses: [{ status: 200 }],
    })
  })

  it('follows a long-running operation by its status until it has succeeded', async () => {
    const { outcome, sent } = await perform([
      { status: 202, headers: { 'azure-asyncoperation': statusUrl } },
      { status: 200, body: { status: 'InProgress' } },
      { status: 200, body: { status: 'Succeeded' } },
    ])
    expect(outcome?.kind).toBe('performed')
    expect(sent.map((line) => line.split(' ')[0])).toEqual(['POST', 'GET', 'GET'])
  })

  it('follows a long-running operation by its location until that is no 202', async () => {
    const location = { location: statusUrl }
    const { outcome, sent } = await perform([
      { status: 202, headers: location },
      { status: 202, headers: location },
      { status: 200 },
    ])
    expect(outcome?.kind).toBe('performed')
    expect(sent).toHaveLength(3)
  })

  it('reports why a long-running operation failed', async () => {
    const ended = { status: 'Failed', error: { code: 'AllocationFailed', message: 'no room' } }
    const { outcome } = await perform([
      { status: 202, headers: { 'azure-asyncoperation': statusUrl } },
      { status: 200, body: ended },
    ])
    expect(outcome).toMatchObject(failed('failed', 'AllocationFailed') as object)
  })

  it.each([
    [400, 'InvalidParameter', 'invalid'],
    [403, 'AuthorizationFailed', 'access-denied'],
    [404, 'ResourceNotFound', 'not-found'],
    [409, 'Conflict', 'conflict'],
    [409, 'QuotaExceeded', 'quota'],
    [500, 'InternalServerError', 'uncertain'],
  ])('a %i %s is %s, and is not repeated', async (status, code, reason) => {
    const { outcome, sent } = await perform([refusal(status, code)])
    expect(outcome).toMatchObject(failed(reason, code) as object)
    expect(sent).toHaveLength(1)
  })

  it('repeats what was throttled, as nothing was done', async () => {
    const { outcome, sent } = await perform([refusal(429, 'TooManyRequests'), { status: 200 }])
    expect(outcome?.kind).toBe('performed')
    expect(sent).toHaveLength(2)
    const { outcome: never } = await perform([{ ...refusal(429, 'TooManyRequests'), headers: { 'retry-after': '0' } }])
    expect(never).toMatchObject(failed('throttled', 'TooManyRequests') as object)
  })

  it.each([
    ['ECONNRESET', 'uncertain'],
    ['ENOTFOUND', 'failed'],
  ])('a network error %s is %s, and is not repeated', async (broken, reason) => {
    const { outcome, sent } = await perform([{ status: 0, broken }])
    expect(outcome).toMatchObject(failed(reason, broken) as object)
    expect(sent).toHaveLength(1)
  })

  it('is uncertain of what is not complete in time', async () => {
    const { outcome } = await perform(
      [
        { status: 202, headers: { 'azure-asyncoperation': statusUrl } },
        { status: 200, body: { status: 'InProgress' } },
      ],
      { settlesWithin: 0.05 },
    )
    expect(outcome).toMatchObject(failed('uncertain', 'Timeout') as object)
  })

  it('sends nothing after an interruption, and is uncertain of what was sent before one', async () => {
    const { outcome, sent } = await perform([{ status: 200 }], { signal: AbortSignal.abort() })
    expect(outcome).toMatchObject(failed('failed', 'Interrupted') as object)
    expect(sent).toEqual([])
    const running = [
      { status: 202, headers: { 'azure-asyncoperation': statusUrl } },
      { status: 200, body: { status: 'InProgress' } },
    ]
    const { outcome: later } = await perform(running, { signal: AbortSignal.timeout(30) })
    expect(later).toMatchObject(failed('uncertain', 'Interrupted') as object)
  })

  it('never follows a status to another host', async () => {
    const { outcome, sent } = await perform([
      { status: 202, headers: { 'azure-asyncoperation': 'https://elsewhere.example/1' } },
    ])
    expect(outcome).toMatchObject(failed('uncertain', 'UnknownStatus') as object)
    expect(sent).toHaveLength(1)
  })

  it('does not touch another subscription', async () => {
    const target = { ...machine, properties: { ...machine.properties, id: id.replace('s1', 's2') } }
    const { outcome, sent } = await perform([{ status: 200 }], { target })
    expect(outcome).toMatchObject(failed('invalid', 'OtherSubscription') as object)
    expect(sent).toEqual([])
  })
})

describe('reading one Azure resource again', () => {
  const asked = { type: machine.type, id: machine.id, region: 'global', aspects: ['instanceView'], metrics: [] }

  it('gives it with the parts asked for', async () => {
    const view = { statuses: [{ code: 'PowerState/running' }] }
    const { session, sent } = sessionOver([
      { status: 200, body: { id, name: 'VM', location: 'westeurope' } },
      { status: 200, body: view },
    ])
    expect(await session.readTarget?.(asked)).toMatchObject({
      kind: 'resource',
      resource: { id: machine.id, name: 'VM', properties: { instanceView: view } },
    })
    expect(sent[0]).toBe(`GET ${machine.id}?api-version=2024-11-01`)
  })

  it.each([
    ['ResourceNotFound', { kind: 'gone' }],
    ['SubscriptionNotFound', { kind: 'unread', unread: { reason: 'not-available' } }],
  ])('a 404 %s is told from the other', async (code, reading) => {
    expect(await sessionOver([refusal(404, code)]).session.readTarget?.(asked)).toMatchObject(reading)
  })
})
