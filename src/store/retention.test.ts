import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { collect } from '../core/collect.js'
import type { ObjectStore } from '../core/object-store.js'
import { folderStore } from './folder-store.js'
import { prune } from './retention.js'
import { markLatestScan, writeBaseline } from './scan-archive.js'

let folder: string
let store: ObjectStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escher-retention-'))
  store = folderStore(folder)
})

afterEach(() => rm(folder, { recursive: true, force: true }))

/** Scan `s1` judged snapshot `1`, and so on; `crashed` has no manifest. */
async function keepScans(ids: readonly string[], crashed: readonly string[] = []): Promise<void> {
  for (const id of [...ids, ...crashed]) await store.put(`snapshots/${id}/1/r1/x.ndjson.gz`, Buffer.from('x'))
  for (const id of ids) {
    await store.put(`snapshots/${id}/manifest.json`, Buffer.from('{}'))
    await store.put(`scans/s${id}/report.json`, Buffer.from(JSON.stringify({ snapshot: id })))
  }
}

const below = async (prefix: string): Promise<string[]> =>
  [...new Set((await collect(store.list(prefix))).map((key) => key.split('/')[1] ?? ''))].sort()

describe('retention', () => {
  it('keeps the newest, and takes what older crashed scans left', async () => {
    await keepScans(['2', '3', '4'], ['1', '5'])
    expect(await prune(store, 2)).toEqual({ snapshots: ['1', '2'], scans: ['s2'] })
    expect(await below('snapshots/')).toEqual(['3', '4', '5'])
    expect(await below('scans/')).toEqual(['s3', 's4'])
  })

  it('never takes the latest scan, that of the baseline, or their snapshots', async () => {
    await keepScans(['1', '2', '3', '4'])
    await markLatestScan(store, { id: 's2', snapshot: '2' })
    await writeBaseline(store, { version: 1, takenAt: '2026-08-01T00:00:00Z', scan: 's1', findings: [] })
    expect(await prune(store, 1)).toEqual({ snapshots: ['3'], scans: ['s3'] })
    expect(await below('snapshots/')).toEqual(['1', '2', '4'])
  })

  it('takes nothing while there is not more than is kept, nor while nothing is whole', async () => {
    await keepScans(['1', '2'])
    expect(await prune(store, 2)).toEqual({ snapshots: [], scans: [] })
    await rm(folder, { recursive: true })
    await keepScans([], ['1'])
    expect(await prune(store, 1)).toEqual({ snapshots: [], scans: [] })
  })
})
