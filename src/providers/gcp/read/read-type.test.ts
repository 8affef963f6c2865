import { describe, expect, it } from 'vitest'
import type { ReadEvent, ReadRequest } from '../../../core/provider.js'
import type { RestAnswer } from '../../reading/rest-answer.js'
import { disk } from '../compute/disk/definition.js'
import { instance } from '../compute/instance/definition.js'
import type { GcpResourceType } from '../description.js'
import type { GcpCaller } from '../rest/caller.js'
import { bucket } from '../storage/bucket/definition.js'
import { readType } from './read-type.js'

const denied: RestAnswer = { failure: { reason: 'access-denied', code: 'forbidden', message: 'no' } }

/** Answers by the end of the URL; everything else is refused. */
function answering(answers: Readonly<Record<string, RestAnswer>>): GcpCaller {
  return async ({ url }) => Object.entries(answers).find(([end]) => url.endsWith(end))?.[1] ?? denied
}

async function read(type: GcpResourceType, caller: GcpCaller, asked: Partial<ReadRequest> = {}): Promise<ReadEvent[]> {
  const reading = { caller, project: 'p', now: () => new Date('2026-11-24T10:00:00Z'), width: 2 }
  const events: ReadEvent[] = []
  const request = { type: type.name, region: 'global', aspects: [], metrics: [], ...asked }
  for await (const event of readType(reading, type, request)) events.push(event)
  return events
}

const compute = 'https://www.googleapis.com/compute/v1/projects/p/zones/europe-west1-b'
const machine = { id: '42', name: 'vm', selfLink: `${compute}/instances/vm`, zone: compute, labels: { env: 'dev' } }

function machines(...instances: readonly unknown[]): RestAnswer {
  return { body: { items: { 'zones/europe-west1-b': { instances } } } }
}

describe('reading a GCP type', () => {
  it('tells id, region, labels and links from the document', async () => {
    const disks = [{ source: 'https://compute.googleapis.com/compute/v1/projects/p/zones/europe-west1-b/disks/d' }]
    expect(await read(instance, answering({ instances: machines({ ...machine, disks }) }))).toMatchObject([
      {
        resource: {
          id: 'projects/p/zones/europe-west1-b/instances/vm',
          region: 'europe-west1',
          tags: { env: 'dev' },
          links: { disks: ['projects/p/zones/europe-west1-b/disks/d'] },
        },
      },
    ])
  })

  it('reports a zone that could not be reached, and takes an empty one for empty', async () => {
    const scopes = {
      'zones/a': { warning: { code: 'UNREACHABLE' } },
      'zones/b': { warning: { code: 'NO_RESULTS_ON_PAGE' } },
    }
    const events = await read(disk, answering({ disks: { body: { items: scopes } } }))
    expect(events).toMatchObject([{ kind: 'unread', unread: { message: 'zones/a could not be reached' } }])
  })

  it('keeps a bucket whose policy is refused, and says which permission is missing', async () => {
    const list: RestAnswer = { body: { items: [{ name: 'logs', location: 'EU' }] } }
    const events = await read(bucket, answering({ '/b': list }), { aspects: ['iamPolicy'] })
    expect(events).toMatchObject([
      { resource: { id: 'logs', region: 'eu', unread: { iamPolicy: { permission: 'storage.buckets.getIamPolicy' } } } },
    ])
  })

  it('deals a metric of the project out to its resources, in percent', async () => {
    const day = { interval: { endTime: '2026-11-24T10:00:00Z' }, value: { doubleValue: 0.25 } }
    const series = { resource: { labels: { instance_id: '42' } }, points: [day] }
    const idle = { ...machine, id: '43', selfLink: `${compute}/instances/idle` }
    const caller = answering({ instances: machines(machine, idle), timeSeries: { body: { timeSeries: [series] } } })
    const events = await read(instance, caller, { metrics: [{ metric: 'cpu', statistic: 'max', window: '1d' }] })
    expect(events).toMatchObject([
      { resource: { metrics: { 'cpu.max(1d)': 25 } } },
      { resource: { metrics: { 'cpu.max(1d)': null } } },
    ])
  })

  it('asks once for each period that windows are told in, and tells what it could read', async () => {
    const points = Array.from({ length: 24 }, (_, index) => ({
      interval: { endTime: new Date(Date.parse('2026-11-24T10:00:00Z') - index * 300_000).toISOString() },
      value: { doubleValue: 0.02 },
    }))
    const series = { resource: { labels: { instance_id: '42' } }, points }
    const asked: unknown[] = []
    const caller: GcpCaller = async ({ url, query = {} }) => {
      if (!url.endsWith('timeSeries')) return machines(machine)
      asked.push([query['aggregation.alignmentPeriod'], query['interval.startTime'], query['interval.endTime']])
      return query['aggregation.alignmentPeriod'] === '300s' ? { body: { timeSeries: [series] } } : denied
    }
    const metrics = ['2h', '1h', '7d'].map((window) => ({ metric: 'cpu', statistic: 'max', window }))
    const [event] = await read(instance, caller, { metrics })
    expect(asked).toEqual([
      ['300s', '2026-11-24T07:45:00.000Z', '2026-11-24T10:00:00.000Z'],
      ['86400s', '2026-11-17T10:00:00.000Z', '2026-11-24T10:00:00.000Z'],
    ])
    expect(event?.kind === 'resource' && event.resource).toMatchObject({
      metrics: { 'cpu.max(2h)': 2, 'cpu.max(1h)': 2 },
      unread: { 'metrics.cpu': { reason: 'access-denied', permission: 'monitoring.timeSeries.list' } },
    })
    expect(event?.kind === 'resource' && event.resource.metrics).not.toHaveProperty('cpu.max(7d)')
  })

  it('reports a refused listing with the permission that it needs', async () => {
    expect(await read(disk, answering({}))).toMatchObject([
      { kind: 'unread', unread: { reason: 'access-denied', permission: 'compute.disks.list' } },
    ])
  })
})
