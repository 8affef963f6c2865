import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { fixedClock } from '../../core/clock.js'
import type { AccountConfiguration } from '../../core/configuration.js'
import type { Operation } from '../../core/operation.js'
import type { OperateOutcome, ProviderSession, TargetReading } from '../../core/provider.js'
import type { Resource } from '../../core/resource.js'
import type { ResourceType } from '../../core/resource-type.js'
import { changes, defineOperation } from '../operating/define-operation.js'
import { already, refused } from '../operating/refusal.js'
import { createSandboxProvider } from './index.js'

const typeName = 'aws.harbour.ship'

const shipType: ResourceType = {
  name: typeName,
  title: 'Ship',
  cloud: 'aws',
  scope: 'regional',
  documentation: 'https://example.com/ships',
  permissions: [],
  schema: async () => ({ source: 'test', root: { type: 'object', properties: {} }, definitions: {} }),
  aspects: { crew: { title: 'Crew', properties: ['Crew'], permissions: [] } },
  links: { port: { title: 'Port', type: 'aws.harbour.port', path: 'Port' } },
  metrics: { speed: { title: 'Speed', unit: 'knots', permissions: [] } },
  taggable: true,
  knownAs: {},
  idProperty: 'ShipId',
}

const common = {
  title: 'An operation',
  documentation: 'https://example.com/ships',
  risk: 'low',
  permissions: ['harbour:ChangeShip'],
  dependsOn: ['Port'],
  precondition: () => undefined,
  requests: () => [{ service: 'harbour', action: 'ChangeShip', input: {} }],
} as const

const move = defineOperation(typeName, {
  ...common,
  verb: 'move',
  params: { port: { type: 'string', required: true, title: 'Port' } },
  precondition: ({ properties }, { port }) => {
    if (properties['Port'] === port) return already('it is there')
    return properties['Moored'] === false ? refused('it is at sea') : undefined
  },
  effect: (target, { port }) =>
    changes(target, { ...target.properties, Port: port, Tags: [{ Key: 'port', Value: port }] }),
})

const sink = defineOperation(typeName, { ...common, verb: 'sink', effect: () => ({ target: undefined }) })

const copy = defineOperation(typeName, {
  ...common,
  verb: 'copy',
  effect: (target, _, { newId, now }) => {
    const id = newId('ship')
    const properties = { ShipId: id, Port: 'north', Built: now.toISOString() }
    return { target, created: [{ ...target, id, name: id, tags: {}, properties }] }
  },
})

const estate = `
account: '111111111111'
name: north
cloud: aws
regions: [eu-west-1]
asOf: 2026-11-20T12:00:00Z
outcomes: OUTCOMES
resources:
  aws.harbour.ship:
    - id: s-1
      region: eu-west-1
      properties: { ShipId: s-1, Port: south, Built: 2026-11-10T00:00:00Z, Crew: [anna], Tags: [{ Key: port, Value: south }] }
      metrics: { speed: [9, 1, 3] }
    - id: s-2
      region: eu-west-1
      properties: { ShipId: s-2, Port: south, Moored: false }
`

const account: AccountConfiguration = {
  id: '111111111111',
  name: 'north',
  cloud: 'aws',
  source: { kind: 'sandbox', estate: './estates/north' },
  regions: 'discovered',
  params: {},
}

let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'escher-sandbox-'))
  await plant('[]')
})

async function plant(outcomes: string): Promise<void> {
  await mkdir(join(root, 'estates/north'), { recursive: true })
  await writeFile(join(root, 'estates/north/north.yaml'), estate.replace('OUTCOMES', outcomes))
}

/** A session of a process that starts anew: nothing is known but what the files say. */
async function open(): Promise<ProviderSession> {
  const provider = createSandboxProvider({ types: [shipType], estateFolder: root })
  const context = { clock: fixedClock('2026-11-24T12:00:00Z'), concurrency: { account: 1, region: 1 }, root }
  const opened = await provider.open(account, context)
  if ('unread' in opened) throw new Error(opened.unread.message)
  return opened.session
}

async function operate(operation: Operation, id: string, params: Record<string, string> = {}, token = 't1') {
  const target: Resource = {
    type: typeName,
    id,
    name: id,
    account: account.id,
    region: 'eu-west-1',
    tags: {},
    properties: {},
  }
  return (await open()).operate?.({ operation, target, params, token }) as Promise<OperateOutcome>
}

async function readTarget(id: string): Promise<TargetReading | undefined> {
  const metrics = [{ metric: 'speed', statistic: 'max', window: '3d' }]
  return (await open()).readTarget?.({ type: typeName, region: 'eu-west-1', aspects: ['crew'], metrics, id })
}

async function list(): Promise<readonly Resource[]> {
  const ships: Resource[] = []
  const request = { type: typeName, region: 'global', aspects: [], metrics: [] }
  for await (const event of (await open()).read(request)) if (event.kind === 'resource') ships.push(event.resource)
  return ships
}

describe('an operation in the sandbox', () => {
  it('changes what later reads give: document, tags and links; other parts stay', async () => {
    expect(await operate(move, 's-1', { port: 'north' })).toEqual({
      kind: 'performed',
      responses: [{ sandbox: 'ChangeShip' }],
    })
    expect(await readTarget('s-1')).toMatchObject({
      kind: 'resource',
      resource: {
        tags: { port: 'north' },
        links: { port: ['north'] },
        properties: { Port: 'north', Crew: ['anna'], Built: '2026-11-14T00:00:00.000Z' },
        metrics: { 'speed.max(3d)': 9 },
      },
    })
  })

  it('removes its target', async () => {
    await operate(sink, 's-1')
    expect(await readTarget('s-1')).toEqual({ kind: 'gone' })
    expect((await list()).map(({ id }) => id)).toEqual(['s-2'])
    expect(await operate(sink, 's-1')).toMatchObject({ kind: 'failed', failure: { reason: 'not-found' } })
  })

  it('creates a resource once for a token, dated as it was made, and tells its id', async () => {
    const first = await operate(copy, 's-1')
    expect(first).toMatchObject({ created: [expect.stringMatching(/^ship-[0-9a-f]{17}$/)] })
    expect(await operate(copy, 's-1')).toEqual(first)
    const [, , created, ...more] = await list()
    expect(more).toEqual([])
    expect(created?.id).toMatch(/^ship-[0-9a-f]{17}$/)
    expect(created?.properties['Built']).toBe('2026-11-24T12:00:00.000Z')
    await operate(copy, 's-1', {}, 't2')
    expect(await list()).toHaveLength(4)
  })

  it('fails as a cloud would when the target is in another state than the caller believed', async () => {
    expect(await operate(move, 's-2', { port: 'north' })).toMatchObject({
      kind: 'failed',
      failure: { reason: 'conflict', message: 'it is at sea' },
    })
  })

  it('is forgotten when the folder of the changes is removed', async () => {
    await operate(move, 's-1', { port: 'north' })
    await rm(join(root, '.escher/sandbox'), { recursive: true })
    expect(await readTarget('s-1')).toMatchObject({ resource: { properties: { Port: 'south' } } })
  })
})

describe('a planted outcome', () => {
  const throttled = '{ reason: throttled, code: SlowDown, message: later }'

  it('fails as many calls as it says, over processes, and then no more', async () => {
    await plant(`[{ operation: aws.harbour.ship.move, id: s-1, times: 2, failure: ${throttled} }]`)
    const kinds = []
    for (let call = 0; call < 3; call++) kinds.push((await operate(move, 's-1', { port: 'north' })).kind)
    expect(kinds).toEqual(['failed', 'failed', 'performed'])
  })

  it('concerns only its operation and target', async () => {
    await plant(`[{ operation: aws.harbour.ship.move, id: s-2, failure: ${throttled} }]`)
    expect(await operate(move, 's-1', { port: 'north' })).toMatchObject({ kind: 'performed' })
    expect(await operate(sink, 's-2')).toMatchObject({ kind: 'performed' })
  })

  it('can answer well though nothing changes', async () => {
    await plant('[{ operation: aws.harbour.ship.move }]')
    expect(await operate(move, 's-1', { port: 'north' })).toMatchObject({ kind: 'performed' })
    expect(await readTarget('s-1')).toMatchObject({ resource: { properties: { Port: 'south' } } })
  })

  it('can change the target and lose the answer', async () => {
    const lost = '{ reason: uncertain, code: Timeout, message: no answer }'
    await plant(`[{ operation: aws.harbour.ship.move, failure: ${lost}, takesEffect: true }]`)
    expect(await operate(move, 's-1', { port: 'north' })).toMatchObject({
      kind: 'failed',
      failure: { code: 'Timeout' },
    })
    expect(await readTarget('s-1')).toMatchObject({ resource: { properties: { Port: 'north' } } })
  })
})
