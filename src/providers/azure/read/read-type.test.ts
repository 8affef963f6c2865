import { describe, expect, it } from 'vitest'
import type { ReadEvent, ReadRequest } from '../../../core/provider.js'
import type { Document, RestAnswer } from '../../reading/rest-answer.js'
import type { ArmCall, ArmCaller } from '../arm/caller.js'
import { disk } from '../compute/disk/definition.js'
import { virtualMachine } from '../compute/virtual-machine/definition.js'
import type { AzureResourceType } from '../description.js'
import { account } from '../storage/account/definition.js'
import { readType } from './read-type.js'

const denied: RestAnswer = { failure: { reason: 'access-denied', code: 'AuthorizationFailed', message: 'no' } }

/** Answers by the end of the path; everything else is refused. */
function answering(
  answers: Readonly<Record<string, RestAnswer>>,
  calls: ArmCall[] = [],
): (call: ArmCall) => Promise<RestAnswer> {
  return async (call) => {
    calls.push(call)
    const path = call.target.split('?')[0] ?? ''
    return Object.entries(answers).find(([end]) => path.endsWith(end))?.[1] ?? denied
  }
}

async function read(
  type: AzureResourceType,
  caller: (call: ArmCall) => Promise<RestAnswer>,
  asked: Partial<ReadRequest> = {},
): Promise<ReadEvent[]> {
  const reading = { caller, subscription: 's1', now: () => new Date('2026-11-24T10:00:00Z'), width: 2 }
  const events: ReadEvent[] = []
  const request = { type: type.name, region: 'global', aspects: [], metrics: [], ...asked }
  for await (const event of readType(reading, type, request)) events.push(event)
  return events
}

function listOf(...value: readonly Document[]): RestAnswer {
  return { body: { value } }
}

describe('reading an Azure type', () => {
  it('compares ids without case, so that links meet', async () => {
    const machine = {
      id: '/subscriptions/s1/resourceGroups/RG/providers/Microsoft.Compute/virtualMachines/VM',
      name: 'VM',
    }
    const machines = await read(virtualMachine, answering({ virtualMachines: listOf(machine) }))
    const disks = await read(disk, answering({ disks: listOf({ id: '/d', managedBy: machine.id.toUpperCase() }) }))
    expect(machines).toMatchObject([{ resource: { id: machine.id.toLowerCase(), name: 'VM', region: 'global' } }])
    expect(disks).toMatchObject([{ resource: { links: { virtualMachine: [machine.id.toLowerCase()] } } }])
  })

  it('reads no aspect that nobody asked for', async () => {
    const calls: ArmCall[] = []
    await read(account, answering({ storageAccounts: listOf({ id: '/a' }) }, calls))
    expect(calls).toHaveLength(1)
  })

  it('keeps the resource when an aspect is refused, and says which permission is missing', async () => {
    const caller = answering({ storageAccounts: listOf({ id: '/a', location: 'West Europe' }) })
    const [event] = await read(account, caller, { aspects: ['blobServices'] })
    expect(event).toMatchObject({
      resource: {
        region: 'westeurope',
        unread: {
          blobServices: {
            reason: 'access-denied',
            permission: 'Microsoft.Storage/storageAccounts/blobServices/read',
            operation: 'GET {id}/blobServices/default',
          },
        },
      },
    })
  })

  it('tells a setting that is not there from one that could not be read', async () => {
    const missing: RestAnswer = {
      failure: { reason: 'not-available', code: 'ManagementPolicyNotFound', message: 'none' },
    }
    const caller = answering({ storageAccounts: listOf({ id: '/a' }), 'managementPolicies/default': missing })
    const [event] = await read(account, caller, { aspects: ['managementPolicy'] })
    expect(event?.kind === 'resource' && event.resource.unread).toBeUndefined()
    expect(event?.kind === 'resource' && 'managementPolicy' in event.resource.properties).toBe(false)
  })

  it('asks for the longest window of a metric once and answers each', async () => {
    const calls: ArmCall[] = []
    const series = {
      timeseries: [
        { data: [{ timeStamp: '2026-11-23T10:00:00Z', average: 4 }, { timeStamp: '2026-11-22T10:00:00Z' }] },
      ],
    }
    const caller = answering({ virtualMachines: listOf({ id: '/vm' }), metrics: { body: { value: [series] } } }, calls)
    const [event] = await read(virtualMachine, caller, {
      metrics: [
        { metric: 'cpu', statistic: 'max', window: '2d' },
        { metric: 'cpu', statistic: 'average', window: '1d' },
      ],
    })
    expect(event).toMatchObject({ resource: { metrics: { 'cpu.max(2d)': 4, 'cpu.average(1d)': 4 } } })
    expect(calls.map(({ target }) => new URL(target, 'https://h').searchParams.get('timespan'))).toEqual([
      null,
      '2026-11-22T10:00:00Z/2026-11-24T10:00:00Z',
    ])
  })

  it('asks for each period that windows are told in, and tells what it could read', async () => {
    const data = (minutes: number, count: number, average: number) =>
      Array.from({ length: count }, (_, index) => {
        const start = Date.parse('2026-11-24T10:00:00Z') - (index + 1) * minutes * 60_000
        return { timeStamp: new Date(start).toISOString(), average }
      })
    const answers = { PT5M: data(5, 24, 2), PT1H: data(60, 11, 2) }
    const intervals: string[] = []
    const caller: ArmCaller = async ({ target }) => {
      const interval = new URL(target, 'https://h').searchParams.get('interval')
      if (interval === null) return listOf({ id: '/vm' })
      intervals.push(interval)
      if (interval === 'P1D') return { failure: { reason: 'throttled', code: 'TooManyRequests', message: 'slow' } }
      return { body: { value: [{ timeseries: [{ data: answers[interval as keyof typeof answers] }] }] } }
    }
    const metrics = ['2h', '1h', '12h', '7d'].map((window) => ({ metric: 'cpu', statistic: 'max', window }))
    const [event] = await read(virtualMachine, caller, { metrics })
    expect(intervals).toEqual(['PT5M', 'PT1H', 'P1D'])
    expect(event?.kind === 'resource' && event.resource).toMatchObject({
      metrics: { 'cpu.max(2h)': 2, 'cpu.max(1h)': 2, 'cpu.max(12h)': null },
      unread: { 'metrics.cpu': { reason: 'throttled' } },
    })
    expect(event?.kind === 'resource' && event.resource.metrics).not.toHaveProperty('cpu.max(7d)')
  })

  it('keeps the resource when a metric is refused', async () => {
    const metrics = [{ metric: 'cpu', statistic: 'max', window: '7d' }]
    const [event] = await read(virtualMachine, answering({ virtualMachines: listOf({ id: '/vm' }) }), { metrics })
    expect(event).toMatchObject({
      resource: { unread: { 'metrics.cpu': { permission: 'Microsoft.Insights/metrics/read' } } },
    })
  })

  it('reports a refused listing with the permission that it needs', async () => {
    expect(await read(disk, answering({}))).toEqual([
      {
        kind: 'unread',
        partition: { type: 'azure.compute.disk', account: 's1', region: 'global' },
        unread: {
          reason: 'access-denied',
          message: 'AuthorizationFailed: no',
          operation: 'GET Microsoft.Compute/disks',
          permission: 'Microsoft.Compute/disks/read',
        },
      },
    ])
  })

  it('reports items without an id beside those that have one', async () => {
    const events = await read(disk, answering({ disks: listOf({ name: 'x' }, { id: '/d' }) }))
    expect(events.map(({ kind }) => kind)).toEqual(['unread', 'resource'])
  })
})
