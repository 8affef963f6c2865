import type { ObjectStore } from '../core/object-store.js'
import type { Baseline, ScanReport } from '../core/scan.js'
import { readJson, writeJson } from './json-object.js'
import { objectKey } from './object-key.js'

/** The key below which all scans lie. */
export const scansPrefix = 'scans/'

const latestKey = `${scansPrefix}latest.json`
const baselineKey = 'baseline.json'

/** Names the scan that the next one is compared with. */
export interface LatestScan {
  readonly scan: string
  readonly snapshot: string
}

/** Keeps a scan's report. */
export async function writeScan(store: ObjectStore, report: ScanReport): Promise<void> {
  await writeJson(store, objectKey('scans', report.id, 'report.json'), report)
}

/** Makes a kept scan the one that the next scan is compared with. */
export async function markLatestScan(store: ObjectStore, report: Pick<ScanReport, 'id' | 'snapshot'>): Promise<void> {
  await writeJson(store, latestKey, { scan: report.id, snapshot: report.snapshot } satisfies LatestScan)
}

/** The scan that the next one is compared with, if there was any. */
export async function readLatestScan(store: ObjectStore): Promise<LatestScan | undefined> {
  return await readJson<LatestScan>(store, latestKey)
}

/** A kept scan's report. */
export async function readScan(store: ObjectStore, id: string): Promise<ScanReport | undefined> {
  return await readJson<ScanReport>(store, objectKey('scans', id, 'report.json'))
}

/** The ids of all kept scans, oldest first. */
export async function listScans(store: ObjectStore): Promise<string[]> {
  const ids: string[] = []
  for await (const key of store.list(scansPrefix)) {
    const [, id, name] = key.split('/')
    if (id !== undefined && name === 'report.json') ids.push(decodeURIComponent(id))
  }
  return ids
}

/** The baseline, if one was taken. */
export async function readBaseline(store: ObjectStore): Promise<Baseline | undefined> {
  return await readJson<Baseline>(store, baselineKey)
}

/** Forgets the baseline. */
export async function deleteBaseline(store: ObjectStore): Promise<void> {
  await store.delete(baselineKey)
}

/** Keeps a baseline in place of any earlier one. */
export async function writeBaseline(store: ObjectStore, baseline: Baseline): Promise<void> {
  await writeJson(store, baselineKey, baseline)
}
