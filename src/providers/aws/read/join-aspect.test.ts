import { describe, expect, it } from 'vitest'
import { AwsCallError } from '../client/failure.js'
import type { Caller, Document, JoinAspect } from '../description.js'
import { readJoinAspect } from './join-aspect.js'

const aspect: JoinAspect = {
  kind: 'join',
  title: 'Logs',
  properties: ['Logs'],
  operation: 'DescribeFlowLogs',
  chunk: 2,
  input: (keys) => ({ keys }),
  items: 'Logs[]',
  itemKey: 'Owners[]',
  resourceKey: 'Id',
  value: 'Name',
}

function callerOver(pages: (keys: readonly string[]) => readonly Document[]): Caller {
  return {
    scope: { account: '1', accountName: 'one', region: 'eu-west-1' },
    patience: 0,
    call: async () => ({}),
    async *pages(_service, _operation, input) {
      yield* pages(input['keys'] as readonly string[])
    },
    once: (_key, work) => work(),
  }
}

const documents = ['a', 'b', 'c'].map((Id) => ({ Id }))

describe('readJoinAspect', () => {
  it('deals the items of all pages out to the resources they belong to', async () => {
    const caller = callerOver((keys) => [
      { Logs: [{ Name: `one of ${keys}`, Owners: keys }] },
      { Logs: [{ Name: 'foreign', Owners: ['x'] }] },
    ])
    const answerOf = await readJoinAspect(aspect, documents, { caller, service: 'ec2' })
    expect(documents.map(answerOf)).toEqual([
      { properties: { Logs: ['one of a,b'] } },
      { properties: { Logs: ['one of a,b'] } },
      { properties: { Logs: ['one of c'] } },
    ])
  })

  it('leaves only the resources of a failed call unread', async () => {
    const caller = callerOver((keys) => {
      if (!keys.includes('c')) return [{ Logs: [] }]
      throw new AwsCallError(
        'ec2',
        'DescribeFlowLogs',
        Object.assign(new Error('no'), { name: 'UnauthorizedOperation' }),
      )
    })
    const answerOf = await readJoinAspect(aspect, documents, { caller, service: 'ec2' })
    expect(documents.map(answerOf)).toMatchObject([
      { properties: { Logs: [] } },
      { properties: { Logs: [] } },
      { unread: { reason: 'access-denied', permission: 'ec2:DescribeFlowLogs' } },
    ])
  })

  it('leaves a property absent that has at most one item, and none', async () => {
    const caller = callerOver((keys) => [{ Logs: keys.includes('a') ? [{ Name: 'first', Owners: ['a'] }] : [] }])
    const answerOf = await readJoinAspect({ ...aspect, single: true }, documents, { caller, service: 'ec2' })
    expect(documents.map(answerOf)).toEqual([{ properties: { Logs: 'first' } }, { properties: {} }, { properties: {} }])
  })
})
