import { describe, expect, it } from 'vitest'
import type { ReadEvent, ReadRequest } from '../../../core/provider.js'
import type { Resource } from '../../../core/resource.js'
import { AwsCallError } from '../client/failure.js'
import { type Caller, type Document, defineAwsType } from '../description.js'
import { readType } from './read-type.js'

const type = defineAwsType({
  name: 'aws.ec2.example',
  title: 'Example',
  scope: 'regional',
  documentation: 'https://example.com',
  custodian: [],
  service: 'ec2',
  list: { operation: 'DescribeExamples', items: 'Examples[]' },
  id: 'ExampleId',
  tags: 'Tags',
  schema: async () => ({ default: {} }),
  aspects: {
    tags: {
      kind: 'call',
      title: 'Tags',
      properties: ['Tags'],
      operation: 'GetTags',
      input: ({ ExampleId }) => ({ ExampleId }),
      result: 'Tags',
      absent: ['NoTags'],
    },
    peer: {
      kind: 'call',
      title: 'Peer',
      properties: ['Peer'],
      operation: 'GetPeer',
      input: ({ ExampleId }) => ({ ExampleId }),
      result: 'Peer',
    },
  },
  links: {
    peer: { title: 'Peer', type: 'aws.ec2.example', path: 'Peer.Id' },
    group: { title: 'Group', type: 'aws.ec2.group', path: 'GroupArn', idOf: (arn) => arn.split('/')[1] },
  },
})

type Answers = Readonly<Record<string, (input: Document) => Document>>

function refusal(operation: string, name: string): never {
  throw new AwsCallError('ec2', operation, Object.assign(new Error('no'), { name }))
}

function callerOver(pages: Iterable<Document>, answers: Answers): Caller {
  return {
    scope: { account: '1', accountName: 'one', region: 'eu-west-1' },
    patience: 0,
    call: async (_service, operation, input) => answers[operation]?.(input) ?? {},
    async *pages() {
      yield* pages
    },
    once: (_key, work) => work(),
  }
}

async function read(pages: Iterable<Document>, answers: Answers = {}, request: Partial<ReadRequest> = {}) {
  const caller = callerOver(pages, answers)
  const whole = { type: type.name, region: 'eu-west-1', aspects: [], metrics: [], ...request }
  const events: ReadEvent[] = []
  const reading = { type, request: whole, callerFor: () => caller, now: new Date(0), width: 2 }
  for await (const event of readType(reading)) events.push(event)
  return events
}

function resourcesOf(events: readonly ReadEvent[]): Resource[] {
  return events.flatMap((event) => (event.kind === 'resource' ? [event.resource] : []))
}

describe('readType', () => {
  it('gives each item of each page as a resource', async () => {
    const events = await read([
      { Examples: [{ ExampleId: 'a', GroupArn: 'arn:group/g', Tags: [{ Key: 'Name', Value: 'first' }] }] },
      { Examples: [{ ExampleId: 'b' }] },
    ])
    expect(resourcesOf(events)).toMatchObject([
      { id: 'a', name: 'first', account: '1', region: 'eu-west-1', tags: { Name: 'first' }, links: { group: ['g'] } },
      { id: 'b', name: 'b', tags: {}, links: { group: [] } },
    ])
  })

  it('keeps what was listed before a page failed, and says that the rest is unread', async () => {
    function* pages(): Generator<Document> {
      yield { Examples: [{ ExampleId: 'a' }] }
      refusal('DescribeExamples', 'RequestLimitExceeded')
    }
    expect(await read(pages())).toMatchObject([
      { kind: 'resource', resource: { id: 'a' } },
      {
        kind: 'unread',
        partition: { type: type.name, account: '1', region: 'eu-west-1' },
        unread: { reason: 'throttled', operation: 'ec2:DescribeExamples' },
      },
    ])
  })

  it('says that something is unread when an item has no id', async () => {
    const events = await read([{ Examples: [{}, { ExampleId: 'b' }] }])
    expect(events).toMatchObject([{ kind: 'unread', unread: { reason: 'failed' } }, { resource: { id: 'b' } }])
  })

  it('leaves a property absent whose aspect is not configured', async () => {
    const answers = { GetTags: () => refusal('GetTags', 'NoTagsException') }
    const [resource] = resourcesOf(await read([{ Examples: [{ ExampleId: 'a' }] }], answers, { aspects: ['tags'] }))
    expect(resource?.unread).toBeUndefined()
    expect(resource?.properties).not.toHaveProperty('Tags')
  })

  it('leaves tags and links unread with the property that they come from', async () => {
    const answers = {
      GetTags: () => refusal('GetTags', 'AccessDenied'),
      GetPeer: () => refusal('GetPeer', 'InternalFailure'),
    }
    const request = { aspects: ['tags', 'peer'] }
    const [resource] = resourcesOf(await read([{ Examples: [{ ExampleId: 'a' }] }], answers, request))
    expect(resource?.unread).toMatchObject({
      Tags: { reason: 'access-denied', permission: 'ec2:GetTags' },
      tags: { reason: 'access-denied' },
      Peer: { reason: 'failed' },
      'links.peer': { reason: 'failed' },
    })
  })

  it('makes calls only for the aspects asked for', async () => {
    const called: string[] = []
    const answers = { GetTags: () => ({ Tags: [] }), GetPeer: () => ({ called: called.push('GetPeer') }) }
    await read([{ Examples: [{ ExampleId: 'a' }] }], answers, { aspects: ['tags'] })
    expect(called).toEqual([])
  })

  it('stops where it is told to, and says so', async () => {
    const controller = new AbortController()
    function stopAtSecond({ ExampleId }: Document): Document {
      if (ExampleId === 'b') controller.abort()
      return {}
    }
    const answers = { GetTags: stopAtSecond }
    const page = { Examples: ['a', 'b', 'c'].map((ExampleId) => ({ ExampleId })) }
    const events = await read([page], answers, { aspects: ['tags'], signal: controller.signal })
    expect(events.at(-1)).toMatchObject({ kind: 'unread', unread: { reason: 'interrupted' } })
    expect(resourcesOf(events).length).toBeLessThan(3)
  })
})
