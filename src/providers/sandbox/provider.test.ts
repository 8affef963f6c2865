import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { fixedClock } from '../../core/clock.js'
import type { AccountConfiguration } from '../../core/configuration.js'
import type { ReadEvent, ReadRequest } from '../../core/provider.js'
import type { ResourceType } from '../../core/resource-type.js'
import { createSandboxProvider } from './index.js'

const shipType: ResourceType = {
  name: 'aws.harbour.ship',
  title: 'Ship',
  cloud: 'aws',
  scope: 'regional',
  documentation: 'https://example.com/ships',
  permissions: ['harbour:ListShips'],
  schema: async () => ({ source: 'test', root: { type: 'object', properties: {} }, definitions: {} }),
  aspects: { crew: { title: 'Crew', properties: ['Crew'], permissions: ['harbour:GetCrew'] } },
  links: {
    berths: { title: 'Berths', type: 'aws.harbour.berth', path: 'Moorings[].Berth.Id' },
    port: { title: 'Port', type: 'aws.harbour.port', path: 'ShipId', idOf: (_, account) => account },
    sailors: { title: 'Sailors', type: 'aws.harbour.sailor', path: 'Crew[].Id' },
  },
  metrics: { speed: { title: 'Speed', unit: 'knots', permissions: [] } },
  taggable: true,
  knownAs: {},
  idProperty: 'ShipId',
}

const estate = `
account: '111111111111'
name: north
cloud: aws
regions: [eu-west-1, us-east-1]
unread:
  - { type: aws.harbour.ship, region: us-east-1, unread: { reason: throttled, message: slow down } }
resources:
  aws.harbour.ship:
    - id: s-1
      name: anna
      region: eu-west-1
      properties:
        ShipId: s-1
        Moorings: [{ Berth: { Id: b-1 } }, { Berth: { Id: b-2 } }, {}]
        Crew: [{ Id: c-1 }]
        Tags: [{ Key: owner, Value: port }]
      metrics: { speed: [9, 1, 3] }
    - id: s-2
      region: us-east-1
      properties: { ShipId: s-2 }
      unread: { Crew: { reason: access-denied, message: no entry } }
`

let root: string
let provider: ReturnType<typeof createSandboxProvider>

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'escher-sandbox-'))
  await writeFile(join(root, 'north.yaml'), estate)
  provider = createSandboxProvider({ types: [shipType], estateFolder: join(root, '..') })
})

const estateName = (): string => root.split('/').at(-1) ?? ''

function account(estate: string, id = '111111111111'): AccountConfiguration {
  return { id, name: id, cloud: 'aws', source: { kind: 'sandbox', estate }, regions: 'discovered', params: {} }
}

async function open(configured: AccountConfiguration) {
  const concurrency = { account: 1, region: 1 }
  return provider.open(configured, { clock: fixedClock('2026-11-24'), concurrency, root: join(root, '..') })
}

async function read(request: Partial<ReadRequest>, estate = estateName()): Promise<readonly ReadEvent[]> {
  const opened = await open(account(estate))
  if (!('session' in opened)) throw new Error(opened.unread.message)
  const events: ReadEvent[] = []
  const whole = { type: 'aws.harbour.ship', region: 'global', aspects: [], metrics: [], ...request }
  for await (const event of opened.session.read(whole)) events.push(event)
  return events
}

const resourcesOf = (events: readonly ReadEvent[]) =>
  events.flatMap((event) => (event.kind === 'resource' ? [event.resource] : []))

describe('the sandbox provider', () => {
  it('serves sandbox accounts only', () => {
    expect(provider.serves(account('acme'))).toBe(true)
    const source = { kind: 'cloud', credentials: { from: 'environment' } } as const
    expect(provider.serves({ ...account('acme'), source })).toBe(false)
  })

  it('tells the estate’s regions when they are to be discovered', async () => {
    const opened = await open(account(estateName()))
    expect('session' in opened && (await opened.session.regions())).toEqual({ regions: ['eu-west-1', 'us-east-1'] })
  })

  it('reads what stands in a region, with tags and links taken from the document', async () => {
    expect(resourcesOf(await read({ region: 'eu-west-1' }))).toEqual([
      {
        type: 'aws.harbour.ship',
        id: 's-1',
        name: 'anna',
        account: '111111111111',
        region: 'eu-west-1',
        tags: { owner: 'port' },
        properties: {
          ShipId: 's-1',
          Moorings: [{ Berth: { Id: 'b-1' } }, { Berth: { Id: 'b-2' } }, {}],
          Tags: [{ Key: 'owner', Value: 'port' }],
        },
        links: { berths: ['b-1', 'b-2'], port: ['111111111111'] },
      },
    ])
  })

  it('fills an aspect, and follows its links, only when it is asked for', async () => {
    const [ship] = resourcesOf(await read({ region: 'eu-west-1', aspects: ['crew'] }))
    expect(ship?.properties['Crew']).toEqual([{ Id: 'c-1' }])
    expect(ship?.links).toEqual({ berths: ['b-1', 'b-2'], port: ['111111111111'], sailors: ['c-1'] })
  })

  it('computes the metrics that are asked for, and leaves out what too few days tell', async () => {
    const metrics = [
      { metric: 'speed', statistic: 'max', window: '2d' },
      { metric: 'speed', statistic: 'average', window: '5d' },
      { metric: 'speed', statistic: 'average', window: '1w' },
    ]
    const [first, second] = resourcesOf(await read({ metrics }))
    expect(first?.metrics).toEqual({
      'speed.max(2d)': 3,
      'speed.average(5d)': 13 / 3,
      'speed.average(1w)': null,
    })
    expect(second?.metrics).toEqual({
      'speed.max(2d)': null,
      'speed.average(5d)': null,
      'speed.average(1w)': null,
    })
  })

  it('tells windows of hours from figures of hours and minutes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'escher-sandbox-'))
    const speed =
      '{ speed: { days: [4], hours: [{ value: 8, times: 22 }, 2, 2], fiveMinutes: [{ value: 1, times: 6 }] } }'
    await writeFile(join(folder, 'north.yaml'), estate.replace('{ speed: [9, 1, 3] }', speed))
    const metrics = ['30m', '2h', '12h', '1d'].map((window) => ({ metric: 'speed', statistic: 'max', window }))
    const [ship] = resourcesOf(await read({ region: 'eu-west-1', metrics }, folder.split('/').at(-1)))
    expect(ship?.metrics).toEqual({
      'speed.max(30m)': 1,
      'speed.max(2h)': null,
      'speed.max(12h)': 8,
      'speed.max(1d)': 4,
    })
  })

  it('reports an unread aspect when it is asked for', async () => {
    const [, denied] = resourcesOf(await read({ aspects: ['crew'] }))
    expect(denied?.unread).toEqual({ Crew: { reason: 'access-denied', message: 'no entry' } })
    expect(denied?.links).toEqual({ berths: [], port: ['111111111111'] })
    const [, unasked] = resourcesOf(await read({}))
    expect(unasked?.unread).toBeUndefined()
  })

  it('moves dates so that what was new stays new', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'escher-sandbox-'))
    const dated = estate
      .replace('cloud: aws', 'cloud: aws\nasOf: 2026-11-20T12:00:00Z')
      .replace('ShipId: s-1', 'ShipId: s-1\n        Built: [{ On: 2026-11-19T08:30:00Z, By: 2026-11 yard }]')
    await writeFile(join(folder, 'north.yaml'), dated)
    const [ship] = resourcesOf(await read({ region: 'eu-west-1' }, folder.split('/').at(-1)))
    expect(ship?.properties['Built']).toEqual([{ On: '2026-11-22T08:30:00.000Z', By: '2026-11 yard' }])
  })

  it('lists everything for a global read, then says which listing failed', async () => {
    const events = await read({ region: 'us-east-1' })
    expect(resourcesOf(events).map((ship) => ship.id)).toEqual(['s-2'])
    expect(events.at(-1)).toEqual({
      kind: 'unread',
      partition: { type: 'aws.harbour.ship', account: '111111111111', region: 'us-east-1' },
      unread: { reason: 'throttled', message: 'slow down' },
    })
    expect(resourcesOf(await read({ region: 'global' }))).toHaveLength(2)
  })

  it('opens estates of the user’s own repository by path', async () => {
    expect(await open(account(`./${estateName()}`))).toHaveProperty('session')
  })

  it.each([
    ['an unknown estate', account('atlantis'), 'not-available'],
    ['an account that the estate has not', account('', '999999999999'), 'not-available'],
  ])('cannot open %s', async (_, configured, reason) => {
    const estate = configured.source.kind === 'sandbox' ? configured.source.estate || estateName() : ''
    expect(await open(account(estate, configured.id))).toMatchObject({ unread: { reason } })
  })

  it('says which file is wrong, and where', async () => {
    const broken = await mkdtemp(join(tmpdir(), 'escher-sandbox-'))
    await writeFile(join(broken, 'south.yaml'), estate.replace('regions:', 'regoins:'))
    const opened = await open(account(`./${broken.split('/').at(-1)}`))
    expect(opened).toMatchObject({
      unread: { reason: 'failed', message: expect.stringMatching(/south\.yaml .*regions/) },
    })
  })
})
