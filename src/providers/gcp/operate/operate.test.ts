import { PassThroughClient } from 'google-auth-library'
import { describe, expect, it } from 'vitest'
import { fixedClock } from '../../../core/clock.js'
import type { OperateOutcome, ProviderSession } from '../../../core/provider.js'
import type { Resource } from '../../../core/resource.js'
import { createLimiter } from '../../reading/limiter.js'
import { gcpOperations } from '../operations.js'
import { liveSession } from '../session.js'

interface FakeAnswer {
  readonly status: number
  readonly body?: unknown
  /** The network fails with this code instead of answering. */
  readonly broken?: string
}

const compute = 'https://compute.googleapis.com/compute/v1'
const id = 'projects/p/zones/europe-west1-b/instances/vm'
const selfLink = `https://www.googleapis.com/compute/v1/${id}`

const instance: Resource = {
  type: 'gcp.compute.instance',
  id,
  name: 'vm',
  account: 'p',
  region: 'europe-west1',
  tags: {},
  properties: { selfLink, status: 'TERMINATED', labelFingerprint: 'abc=' },
}

/** A session whose `fetch` gives these answers, the last one for ever, and notes what was sent. */
function sessionOver(answers: readonly FakeAnswer[]): { session: ProviderSession; sent: string[] } {
  const sent: string[] = []
  const fetchImplementation: typeof fetch = async (input, init) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)] ?? { status: 500 }
    sent.push(`${init?.method ?? 'GET'} ${input instanceof Request ? input.url : input} ${init?.body ?? ''}`.trim())
    if (answer.broken) throw Object.assign(new TypeError('fetch failed'), { cause: { code: answer.broken } })
    const headers = { 'content-type': 'application/json' }
    return new Response(JSON.stringify(answer.body ?? {}), { status: answer.status, headers })
  }
  const source = { kind: 'cloud', credentials: { from: 'environment' } } as const
  const client = new PassThroughClient({ transporterOptions: { fetchImplementation } })
  const session = liveSession(
    { id: 'p', name: 'p', cloud: 'gcp', source, regions: 'discovered', params: {} },
    { clock: fixedClock('2026-11-24'), concurrency: { account: 2, region: 2 }, root: '/' },
    { client, limiter: createLimiter(2), retryDelay: 0, repetitionsWithoutAnswer: 0, pollDelay: 1 },
  )
  return { session, sent }
}

async function perform(
  answers: readonly FakeAnswer[],
  { verb = 'start', target = instance, settlesWithin = 60, signal = undefined as AbortSignal | undefined } = {},
): Promise<{ outcome: OperateOutcome | undefined; sent: string[] }> {
  const operation = gcpOperations.find(({ name }) => name === `${target.type}.${verb}`)
  if (operation === undefined) throw new Error(`there is no ${verb}`)
  const { session, sent } = sessionOver(answers)
  const outcome = await session.operate?.({
    operation: { ...operation, settlesWithin },
    target,
    params: { tags: { env: 'dev' } },
    token: 't',
    ...(signal && { signal }),
  })
  return { outcome, sent }
}

function operationIn(status: string, more: object = {}): FakeAnswer {
  const link = `https://www.googleapis.com/compute/v1/projects/p/zones/europe-west1-b/operations/o1`
  return { status: 200, body: { kind: 'compute#operation', name: 'o1', status, selfLink: link, ...more } }
}

function refusal(status: number, reason: string): FakeAnswer {
  return { status, body: { error: { message: 'not so', errors: [{ reason }] } } }
}

function failed(reason: string, code: string): object {
  return { kind: 'failed', failure: { reason, code }, responses: [] }
}

describe('performing on GCP', () => {
  it('follows an operation until it is done, and records what identifies it', async () => {
    const { outcome, sent } = await perform([operationIn('PENDING'), operationIn('RUNNING'), operationIn('DONE')])
    expect(outcome).toEqual({ kind: 'performed', responses: [{ kind: 'compute#operation', name: 'o1' }] })
    expect(sent[0]).toMatch(
      new RegExp(`^POST ${compute}/${id}/start\\?requestId=[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8`),
    )
    expect(sent.slice(1).map((line) => line.split(' ')[0])).toEqual(['GET', 'GET'])
  })

  it('sends labels with the fingerprint of those that were read', async () => {
    const { sent } = await perform([operationIn('DONE')], { verb: 'tag' })
    expect(sent[0]).toMatch(/setLabels\?requestId=\S+ \{"labels":\{"env":"dev"\},"labelFingerprint":"abc="\}$/)
  })

  it('changes a bucket with one PATCH', async () => {
    const bucket = { ...instance, type: 'gcp.storage.bucket', id: 'logs', name: 'logs', properties: { name: 'logs' } }
    const answer = { status: 200, body: { kind: 'storage#bucket', labels: { secret: 'x' } } }
    const { outcome, sent } = await perform([answer], { verb: 'block-public-access', target: bucket })
    expect(outcome).toEqual({ kind: 'performed', responses: [{ kind: 'storage#bucket' }] })
    expect(sent).toEqual([
      'PATCH https://storage.googleapis.com/storage/v1/b/logs {"iamConfiguration":{"publicAccessPrevention":"enforced"}}',
    ])
  })

  it.each([
    ['QUOTA_EXCEEDED', 'quota'],
    ['RESOURCE_IN_USE_BY_ANOTHER_RESOURCE', 'conflict'],
    ['INTERNAL_ERROR', 'failed'],
  ])('an operation that ended with %s is %s', async (code, reason) => {
    const ended = operationIn('DONE', { error: { errors: [{ code, message: 'not so' }] } })
    expect((await perform([operationIn('RUNNING'), ended])).outcome).toMatchObject(failed(reason, code))
  })

  it.each([
    [400, 'invalid', 'invalid'],
    [404, 'notFound', 'not-found'],
    [409, 'conflict', 'conflict'],
    [412, 'conditionNotMet', 'conflict'],
    [403, 'quotaExceeded', 'quota'],
    [403, 'rateLimitExceeded', 'throttled'],
    [503, 'backendError', 'uncertain'],
  ])('a %i %s is %s, and is not repeated', async (status, code, reason) => {
    const { outcome, sent } = await perform([refusal(status, code)])
    expect(outcome).toMatchObject(failed(reason, code))
    expect(sent).toHaveLength(1)
  })

  it('names the permission that is missing', async () => {
    const { outcome } = await perform([refusal(403, 'forbidden')])
    expect(outcome).toMatchObject({ failure: { reason: 'access-denied', permission: 'compute.instances.start' } })
  })

  it('repeats what was throttled, as nothing was done', async () => {
    const { outcome, sent } = await perform([refusal(429, 'rateLimitExceeded'), operationIn('DONE')])
    expect(outcome?.kind).toBe('performed')
    expect(sent).toHaveLength(2)
  })

  it.each([
    ['ECONNRESET', 'uncertain'],
    ['ENOTFOUND', 'failed'],
  ])('a network error %s is %s, and is not repeated', async (broken, reason) => {
    const { outcome, sent } = await perform([{ status: 0, broken }])
    expect(outcome).toMatchObject({ kind: 'failed', failure: { reason } })
    expect(sent).toHaveLength(1)
  })

  it('is uncertain of what is not complete in time', async () => {
    const { outcome } = await perform([operationIn('RUNNING')], { settlesWithin: 0.05 })
    expect(outcome).toMatchObject(failed('uncertain', 'Timeout'))
  })

  it('sends nothing after an interruption, and is uncertain of what was sent before one', async () => {
    const { outcome, sent } = await perform([operationIn('DONE')], { signal: AbortSignal.abort() })
    expect(outcome).toMatchObject(failed('failed', 'Interrupted'))
    expect(sent).toEqual([])
    const { outcome: later } = await perform([operationIn('RUNNING')], { signal: AbortSignal.timeout(30) })
    expect(later).toMatchObject(failed('uncertain', 'Interrupted'))
  })

  it('never follows an operation to another host', async () => {
    const { outcome, sent } = await perform([operationIn('RUNNING', { selfLink: 'https://elsewhere.example/o1' })])
    expect(outcome).toMatchObject(failed('uncertain', 'UnknownStatus'))
    expect(sent).toHaveLength(1)
  })

  it('does not touch another project', async () => {
    const target = { ...instance, properties: { ...instance.properties, selfLink: selfLink.replace('/p/', '/q/') } }
    const { outcome, sent } = await perform([operationIn('DONE')], { target })
    expect(outcome).toMatchObject(failed('invalid', 'OtherProject'))
    expect(sent).toEqual([])
  })
})

describe('reading one GCP resource again', () => {
  const asked = { type: instance.type, id, region: 'global', aspects: [], metrics: [] }

  it('gives it as a listing would', async () => {
    const { session, sent } = sessionOver([{ status: 200, body: { name: 'vm', selfLink, status: 'RUNNING' } }])
    expect(await session.readTarget?.(asked)).toMatchObject({ kind: 'resource', resource: { id, name: 'vm' } })
    expect(sent).toEqual([`GET ${compute}/${id}`])
  })

  it.each([
    [404, 'notFound', { kind: 'gone' }],
    [403, 'forbidden', { kind: 'unread', unread: { permission: 'compute.instances.get' } }],
  ])('a %i %s is told from the other', async (status, code, reading) => {
    expect(await sessionOver([refusal(status, code)]).session.readTarget?.(asked)).toMatchObject(reading)
  })

  it('does not look into another project', async () => {
    const { session, sent } = sessionOver([{ status: 200, body: {} }])
    const reading = await session.readTarget?.({ ...asked, id: 'projects/q/zones/z/instances/vm' })
    expect(reading).toMatchObject({ kind: 'unread' })
    expect(sent).toEqual([])
  })
})
