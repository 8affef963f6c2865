import { describe, expect, it } from 'vitest'
import { AwsCallError } from '../client/failure.js'
import { type Caller, type Document, defineAwsType, type OneDescription } from '../description.js'
import { readTarget } from './read-target.js'

const byFilter: OneDescription = { input: (id) => ({ ExampleIds: [id] }), gone: ['InvalidExample.NotFound'] }

function typeWith(one?: OneDescription) {
  return defineAwsType({
    name: 'aws.ec2.example',
    title: 'Example',
    scope: 'regional',
    documentation: 'https://example.com',
    custodian: [],
    service: 'ec2',
    list: { operation: 'DescribeExamples', input: { MaxResults: 5 }, items: 'Examples[]', ...(one && { one }) },
    id: 'ExampleId',
    schema: async () => ({ default: {} }),
  })
}

/** Reads `e1` from pages; a text is the error code of the call. */
async function readFrom(pages: readonly Document[] | string, one?: OneDescription) {
  const calls: unknown[] = []
  const caller: Caller = {
    scope: { account: '1', accountName: 'one', region: 'eu-west-1' },
    patience: 0,
    call: async () => ({}),
    async *pages(service, operation, input) {
      calls.push([operation, input])
      if (typeof pages === 'string') {
        throw new AwsCallError(service, operation, Object.assign(new Error('no'), { name: pages }))
      }
      yield* pages
    },
    once: (_key, work) => work(),
  }
  const request = { type: 'aws.ec2.example', region: 'eu-west-1', aspects: [], metrics: [] }
  const type = typeWith(one)
  const reading = await readTarget({ type, request, callerFor: () => caller, now: new Date(0), width: 1 }, 'e1')
  return { reading, calls }
}

const found = { kind: 'resource', resource: { id: 'e1', region: 'eu-west-1', properties: { ExampleId: 'e1' } } }

describe('reading one resource again', () => {
  it('asks for it alone where the listing takes ids', async () => {
    const { reading, calls } = await readFrom([{ Examples: [{ ExampleId: 'e1' }] }], byFilter)
    expect(reading).toMatchObject(found)
    expect(calls).toEqual([['DescribeExamples', { ExampleIds: ['e1'] }]])
  })

  it('takes the answer of another operation, or a part of it', async () => {
    const one = { operation: 'GetExample', input: (id: string) => ({ Id: id }) }
    const whole = await readFrom([{ ExampleId: 'e1' }], { ...one, item: '' })
    const part = await readFrom([{ Example: { ExampleId: 'e1' } }], { ...one, item: 'Example' })
    expect([whole.reading, part.reading]).toMatchObject([found, found])
    expect(part.calls).toEqual([['GetExample', { Id: 'e1' }]])
  })

  it('looks for it page by page where nothing asks for one', async () => {
    const { reading, calls } = await readFrom([
      { Examples: [{ ExampleId: 'e0' }] },
      { Examples: [{ ExampleId: 'e1' }] },
    ])
    expect(reading).toMatchObject(found)
    expect(calls).toEqual([['DescribeExamples', { MaxResults: 5 }]])
  })

  it('is not content with one whose id only begins like it', async () => {
    const { reading } = await readFrom([{ Examples: [{ ExampleId: 'e10' }] }], byFilter)
    expect(reading).toEqual({ kind: 'gone' })
  })

  it('tells that it is gone from a failure to do anything else', async () => {
    expect((await readFrom('InvalidExample.NotFound', byFilter)).reading).toEqual({ kind: 'gone' })
    expect((await readFrom('UnauthorizedOperation', byFilter)).reading).toMatchObject({
      kind: 'unread',
      unread: { reason: 'access-denied', permission: 'ec2:DescribeExamples' },
    })
  })
})
