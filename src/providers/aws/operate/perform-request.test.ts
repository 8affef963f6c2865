import { describe, expect, it } from 'vitest'
import type { OperateFailure } from '../../../core/provider.js'
import { AwsClients } from '../client/clients.js'
import { performRequest } from './perform-request.js'

interface Answer {
  readonly error?: object
  readonly output?: object
}

interface Handler {
  readonly clients: AwsClients
  readonly regions: string[]
}

/** Clients of the SDK that send nothing and give these answers, one after another. */
function answering(...answers: readonly Answer[]): Handler {
  const regions: string[] = []
  const left = [...answers]
  const clients = new AwsClients({
    configuration: { credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, maxAttempts: 1 },
    adjust: (client) => {
      const middleware = () => async () => {
        const { config } = client as unknown as { config: { region: () => Promise<string> } }
        regions.push(await config.region())
        const { error, output = {} } = left.shift() ?? {}
        if (error) throw Object.assign(new Error('it failed'), error)
        return { output, response: {} }
      }
      client.middlewareStack.use({
        applyToStack: (stack: { add: (middleware: unknown, options: object) => void }) =>
          stack.add(middleware, { step: 'initialize', priority: 'high', name: 'answers' }),
      })
    },
  })
  return { clients, regions }
}

const stop = { service: 'ec2', action: 'StopInstances', input: { InstanceIds: ['i-1'] } }
const refusedFor = (name: string, httpStatusCode = 400) => ({ error: { name, $metadata: { httpStatusCode } } })
const never = new AbortController().signal

function perform({ clients }: Handler, request = stop, signal = never) {
  return performRequest({ clients, homeRegion: 'us-east-1', region: 'eu-west-1', throttleDelay: 1 }, request, signal)
}

async function failureAfter(answer: Answer): Promise<OperateFailure | undefined> {
  const outcome = await perform(answering(answer))
  return 'failure' in outcome ? outcome.failure : undefined
}

describe('performing a call to AWS', () => {
  it('keeps ids of the answer, and nothing that could be secret', async () => {
    const output = {
      $metadata: { httpStatusCode: 200, requestId: 'r-1' },
      SnapshotId: 'snap-1',
      FlowLogIds: ['fl-1'],
      Environment: { Variables: { PASSWORD: 'x' } },
      Description: 'text',
    }
    expect(await perform(answering({ output }))).toEqual({
      response: { status: 200, requestId: 'r-1', SnapshotId: 'snap-1', FlowLogIds: ['fl-1'] },
    })
  })

  it('goes to the region of the target, and for services without regions to that of the account', async () => {
    const handler = answering({}, {})
    await perform(handler)
    await perform(handler, { service: 'iam', action: 'DeleteUser', input: { UserName: 'u' } } as never)
    expect(handler.regions).toEqual(['eu-west-1', 'us-east-1'])
  })

  it.each([
    ['AccessDeniedException', 403, 'access-denied'],
    ['UnauthorizedOperation', 403, 'access-denied'],
    ['ExpiredToken', 400, 'access-denied'],
    ['InvalidInstanceID.NotFound', 400, 'not-found'],
    ['NoSuchBucket', 404, 'not-found'],
    ['DBInstanceNotFoundFault', 404, 'not-found'],
    ['IncorrectInstanceState', 400, 'conflict'],
    ['InvalidDBInstanceStateFault', 400, 'conflict'],
    ['ResourceConflictException', 409, 'conflict'],
    ['VolumeInUse', 400, 'conflict'],
    ['DBSnapshotAlreadyExists', 400, 'conflict'],
    ['InstanceLimitExceeded', 400, 'quota'],
    ['VolumeModificationRateExceeded', 400, 'quota'],
    ['InvalidParameterValue', 400, 'invalid'],
    ['InternalError', 500, 'uncertain'],
    ['ServiceUnavailable', 503, 'uncertain'],
  ])('tells why it failed: %s with status %s is %s', async (name, status, reason) => {
    expect(await failureAfter(refusedFor(name, status))).toMatchObject({ reason })
  })

  it.each([
    ['TimeoutError', undefined, 'uncertain'],
    ['Error', 'ECONNRESET', 'uncertain'],
    ['Error', 'ENOTFOUND', 'failed'],
    ['Error', 'ECONNREFUSED', 'failed'],
    ['CredentialsProviderError', undefined, 'access-denied'],
  ])('without an answer, %s %s is %s', async (name, code, reason) => {
    expect(await failureAfter({ error: { name, ...(code && { code }) } })).toMatchObject({ reason })
  })

  it('sends again what AWS refused for its rate, and nothing else', async () => {
    const throttled = answering(refusedFor('RequestLimitExceeded', 503), refusedFor('Throttling'), { output: {} })
    expect(await perform(throttled)).toHaveProperty('response')
    expect(throttled.regions).toHaveLength(3)
    const broken = answering(refusedFor('InternalError', 500))
    expect(await perform(broken)).toHaveProperty('failure')
    expect(broken.regions).toHaveLength(1)
  })

  it('gives up when the rate stays too high', async () => {
    const handler = answering(...Array.from({ length: 9 }, () => refusedFor('Throttling')))
    expect(await perform(handler)).toMatchObject({ failure: { reason: 'throttled', code: 'Throttling' } })
    expect(handler.regions).toHaveLength(6)
  })

  it('is uncertain when it was interrupted after sending, and surely not made while it waits to be sent again', async () => {
    const controller = new AbortController()
    const aborted = answering({ error: { name: 'AbortError' } })
    expect(await perform(aborted)).toMatchObject({ failure: { reason: 'uncertain' } })
    const waiting = answering(refusedFor('Throttling'), { output: {} })
    const outcome = performRequest(
      { clients: waiting.clients, homeRegion: 'us-east-1', region: 'global', throttleDelay: 60_000 },
      stop,
      controller.signal,
    )
    setTimeout(() => controller.abort(), 50)
    expect(await outcome).toMatchObject({ failure: { reason: 'throttled' } })
  })
})
