import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { compiledPolicy, type PolicyDescription } from '../../test/support/compiled-policy.js'
import { fakeBundle, fakeProvider, fakeResource, fakeType } from '../../test/support/fake-estate.js'
import { fixedClock } from '../core/clock.js'
import type { ObjectStore } from '../core/object-store.js'
import type { Resource } from '../core/resource.js'
import { catalogOf } from '../core/resource-type.js'
import type { ScanReport } from '../core/scan.js'
import { folderStore, forgetVerdicts } from '../store/index.js'
import { type ScanPorts, scan } from './scan.js'

const disk = fakeType('x.disk')
const machine = fakeType('x.machine', { links: { disks: { title: 'Disks', type: 'x.disk', path: 'Disks[]' } } })
const types = [disk, machine]
const policies: readonly PolicyDescription[] = [
  { id: 'plain', type: disk, violates: '!resource.Encrypted' },
  {
    id: 'small',
    type: disk,
    violates: 'resource.Size < params.least',
    applies: "tags.kind != 'boot'",
    params: { least: 3 },
  },
  { id: 'old', type: disk, violates: "resource.Encrypted == false && now > timestamp('2026-08-01T00:02:30Z')" },
  { id: 'disks', type: machine, violates: 'links.disks.exists(d, !d.Encrypted)' },
]

const folders: string[] = []

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

async function newStore(): Promise<ObjectStore> {
  const folder = await mkdtemp(join(tmpdir(), 'escher-remembered-'))
  folders.push(folder)
  return folderStore(folder)
}

async function scanAt(
  minute: number,
  resources: readonly Resource[],
  store: ObjectStore,
  more: { readonly policies?: readonly PolicyDescription[]; readonly ports?: Partial<ScanPorts> } = {},
): Promise<ScanReport> {
  const bundle = fakeBundle({ policies: (more.policies ?? policies).map(compiledPolicy) })
  const clock = fixedClock(new Date(Date.UTC(2026, 7, 1, 0, minute)))
  const providers = [fakeProvider({ types, resources })]
  return await scan(
    { bundle },
    { store, catalog: catalogOf(types), providers, clock, root: '/', suffix: () => 'aaaa', ...more.ports },
  )
}

const diskArbitrary = fc.record({
  id: fc.integer({ min: 0, max: 12 }).map((number) => `d${number}`),
  encrypted: fc.constantFrom(true, false),
  size: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
  kind: fc.constantFrom('boot', 'data'),
})
const machineArbitrary = fc.record({
  id: fc.integer({ min: 0, max: 5 }).map((number) => `m${number}`),
  disks: fc.array(
    fc.integer({ min: 0, max: 12 }).map((number) => `d${number}`),
    { maxLength: 3 },
  ),
})
const byId = { selector: ({ id }: { readonly id: string }) => id }
const estateArbitrary = fc
  .record({
    disks: fc.uniqueArray(diskArbitrary, { ...byId, maxLength: 12 }),
    machines: fc.uniqueArray(machineArbitrary, { ...byId, maxLength: 5 }),
  })
  .map(({ disks, machines }) => [
    ...disks.map(({ id, encrypted, size, kind }) =>
      fakeResource(
        'x.disk',
        id,
        { Encrypted: encrypted, ...(size === undefined ? {} : { Size: size }) },
        { tags: { kind } },
      ),
    ),
    ...machines.map(({ id, disks: linked }) => fakeResource('x.machine', id, { Disks: linked })),
  ])

describe('remembered verdicts', () => {
  it('give the same reports as judging everything, whatever changes in estate and policies', async () => {
    const chosen = fc.subarray([...policies], { minLength: 1 })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(estateArbitrary, chosen), { minLength: 2, maxLength: 4 }), async (steps) => {
        const [remembering, forgetful] = [await newStore(), await newStore()]
        for (const [minute, [estate, used]] of steps.entries()) {
          await forgetVerdicts(forgetful)
          const expected = await scanAt(minute, estate, forgetful, { policies: used })
          expect(await scanAt(minute, estate, remembering, { policies: used })).toEqual(expected)
        }
      }),
      { numRuns: 15 },
    )
  })

  it('leave no pair of policy and resource out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(estateArbitrary, { minLength: 1, maxLength: 3 }), async (estates) => {
        const store = await newStore()
        for (const [minute, estate] of estates.entries()) {
          const { coverage } = await scanAt(minute, estate, store)
          const pairs = estate.reduce((sum, { type }) => sum + (type === 'x.disk' ? 3 : 1), 0)
          const { violating, compliant, unknown, notApplicable } = coverage
          expect(violating + compliant + unknown + notApplicable).toBe(pairs)
        }
      }),
      { numRuns: 8 },
    )
  })

  it('spare reading what did not change', async () => {
    const store = await newStore()
    const reads: string[] = []
    const watched: ObjectStore = {
      ...store,
      range: (key, start, length) => {
        reads.push(key.split('/').at(-1) ?? '')
        return store.range(key, start, length)
      },
    }
    const [plain, small] = policies
    const used = plain && small ? [plain, small] : []
    const disks = Array.from({ length: 50 }, (_, index) => fakeResource('x.disk', `d${index}`, { Size: index }))
    const options = { policies: used, ports: { store: watched } }
    const first = await scanAt(0, disks, store, options)
    expect(reads.splice(0)).toEqual(['x.disk.ndjson.gz'])
    const second = await scanAt(1, disks, store, options)
    expect(reads.splice(0)).toEqual([])
    expect(second.coverage).toEqual(first.coverage)
    expect(second.findings.map(({ id }) => id)).toEqual(first.findings.map(({ id }) => id))
    await scanAt(2, disks, store, { ...options, policies: [...used, { ...used[0], id: 'again' } as PolicyDescription] })
    expect(reads).toEqual(['x.disk.ndjson.gz'])
  })

  it('do not hold verdicts that depend on the time', async () => {
    const store = await newStore()
    const disks = [fakeResource('x.disk', 'd', { Encrypted: false, Size: 9 })]
    const old = policies.filter(({ id }) => id === 'old')
    expect((await scanAt(2, disks, store, { policies: old })).findings).toEqual([])
    expect((await scanAt(3, disks, store, { policies: old })).findings).toHaveLength(1)
  })
})

/** Inside the repository, so that the bundle finds the packages that it leaves out. */
async function bundledWorker(): Promise<URL> {
  const outfile = resolve('node_modules/.cache/escher-test/evaluate-worker.mjs')
  const entryPoints = [fileURLToPath(new URL('evaluate-worker.ts', import.meta.url))]
  await build({ entryPoints, outfile, bundle: true, format: 'esm', platform: 'node', packages: 'external' })
  return pathToFileURL(outfile)
}

describe('workers', () => {
  it('find what one thread finds', async () => {
    const disks = Array.from({ length: 1500 }, (_, index) =>
      fakeResource('x.disk', `d${index}`, { Encrypted: index % 7 > 0, Size: index % 11, Pad: 'x'.repeat(1000) }),
    )
    const folder = await mkdtemp(join(tmpdir(), 'escher-remembered-'))
    folders.push(folder)
    const workers = {
      entry: await bundledWorker(),
      storeLocation: folder,
      count: 2,
      startAfterBytes: 0,
    }
    const parallel = await scanAt(0, disks, folderStore(folder), { ports: { workers } })
    expect(parallel).toEqual(await scanAt(0, disks, await newStore()))
    expect(parallel.findings.length).toBeGreaterThan(200)
  })
})
