import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compiledPolicy } from '../../test/support/compiled-policy.js'
import {
  fakeAccount,
  fakeBundle,
  fakeConfiguration,
  fakeProvider,
  fakeResource,
  fakeType,
} from '../../test/support/fake-estate.js'
import { fixedClock } from '../core/clock.js'
import type { ObjectStore } from '../core/object-store.js'
import { catalogOf } from '../core/resource-type.js'
import type { ScanReport } from '../core/scan.js'
import type { Selection } from '../engine/index.js'
import { folderStore, readLatestScan, readManifest } from '../store/index.js'
import { locateScan, locateSnapshot } from './locate.js'
import { scan } from './scan.js'

const [bucket, disk] = [fakeType('x.bucket'), fakeType('x.disk')]
const bundle = fakeBundle({
  policies: [
    compiledPolicy({ id: 'x/no-public', type: bucket, violates: 'resource.Public' }),
    compiledPolicy({ id: 'x/encrypted', type: disk, violates: '!resource.Encrypted' }),
  ],
  configuration: fakeConfiguration({ accounts: [fakeAccount('1'), fakeAccount('2')] }),
})
const resources = [fakeResource('x.bucket', 'open', { Public: true }), fakeResource('x.disk', 'plain', {})]

let folder: string
let store: ObjectStore
let hour = 0

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escher-narrowed-'))
  store = folderStore(folder)
  hour = 0
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** Scans an hour after the scan before. */
async function run(selection: Selection = {}, fromSnapshot?: string): Promise<ScanReport> {
  const clock = fixedClock(new Date(Date.UTC(2026, 7, 1, hour++)))
  const providers = [fakeProvider({ types: [bucket, disk], resources })]
  const request = { bundle, selection, ...(fromSnapshot === undefined ? {} : { fromSnapshot }) }
  return await scan(request, {
    store,
    catalog: catalogOf([bucket, disk]),
    providers,
    clock,
    root: '/',
    suffix: () => 'aaaa',
  })
}

const latest = async () => await locateSnapshot(store, 'latest')

describe('a scan of a part', () => {
  it.each<[string, Selection]>([
    ['an account', { accounts: ['1'] }],
    ['a region', { regions: ['r1'] }],
    ['some policies', { policies: ['x/no-public'] }],
  ])('(%s) is no basis for later ones, and its snapshot is not the latest', async (_, selection) => {
    const whole = await run()
    const part = await run(selection)
    expect(part.narrowed).toBe(true)
    expect((await readManifest(store, part.snapshot))?.narrowed).toBe(true)
    expect((await latest()).value?.id).toBe(whole.snapshot)
    expect((await locateScan(store, '2026-08-02', new Date('2026-08-02'))).value?.id).toBe(whole.id)
    expect((await locateScan(store, part.id, new Date('2026-08-02'))).value?.id).toBe(part.id)
    await run({}, part.snapshot)
    expect(await readLatestScan(store)).toEqual({ scan: whole.id, snapshot: whole.snapshot })
  })

  it('that only judges less leaves a whole snapshot', async () => {
    const judged = await run({ resources: ['open'] })
    expect(judged.narrowed).toBe(true)
    expect((await latest()).value?.id).toBe(judged.snapshot)
    expect(await readLatestScan(store)).toBeUndefined()
  })

  it('is not taken for want of a whole one', async () => {
    expect((await latest()).diagnostics.map(({ code }) => code)).toEqual(['unknown-snapshot'])
    const part = await run({ accounts: ['1'] })
    const { value, diagnostics } = await latest()
    expect(value).toBeUndefined()
    expect(diagnostics.map(({ code }) => code)).toEqual(['no-whole-snapshot'])
    expect((await locateSnapshot(store, part.snapshot)).value?.id).toBe(part.snapshot)
  })
})
