import type { Outcome } from '../core/diagnostics.js'
import type { ObjectStore } from '../core/object-store.js'
import type { ScanReport } from '../core/scan.js'
import type { SnapshotManifest } from '../core/snapshot.js'
import { listScans, listSnapshots, readLatestScan, readManifest, readScan, storeDiagnostics } from '../store/index.js'

/** The kept snapshot with an id, or the newest one of the whole estate for `latest`. */
export async function locateSnapshot(store: ObjectStore, name: string): Promise<Outcome<SnapshotManifest | undefined>> {
  if (name === 'latest') return await newestWhole(store)
  const value = await readManifest(store, name)
  return value ? { value, diagnostics: [] } : unknownSnapshot(store, name)
}

/** True of snapshots that hold all that was to be read. */
export function isWhole({ interrupted, narrowed }: SnapshotManifest): boolean {
  return !interrupted && !narrowed
}

async function newestWhole(store: ObjectStore): Promise<Outcome<SnapshotManifest | undefined>> {
  const ids = (await listSnapshots(store)).reverse()
  for (const id of ids) {
    const value = await readManifest(store, id)
    if (value && isWhole(value)) return { value, diagnostics: [] }
  }
  if (ids.length === 0) return unknownSnapshot(store, 'latest')
  const parameters = { count: ids.length, newest: ids[0] ?? '', location: store.location }
  return { value: undefined, diagnostics: [storeDiagnostics.report('no-whole-snapshot', parameters)] }
}

function unknownSnapshot({ location }: ObjectStore, id: string): Outcome<undefined> {
  return { value: undefined, diagnostics: [storeDiagnostics.report('unknown-snapshot', { id, location })] }
}

/**
 * The kept scan that `since` means: a scan's id, the id of a snapshot that a scan judged, an instant or date (the last
 * scan of everything until then), or a time ago such as `7d` or `12h`.
 */
export async function locateScan(
  store: ObjectStore,
  since: string,
  now: Date,
): Promise<Outcome<ScanReport | undefined>> {
  const value = (await readScan(store, since)) ?? (await scanUntil(store, since, now)) ?? (await scanOf(store, since))
  if (value) return { value, diagnostics: [] }
  return { value, diagnostics: [storeDiagnostics.report('unknown-scan', { id: since, location: store.location })] }
}

/** The scan that the next one is compared with, if there was any. */
export async function latestScan(store: ObjectStore): Promise<ScanReport | undefined> {
  const latest = await readLatestScan(store)
  return latest && (await readScan(store, latest.scan))
}

async function scanOf(store: ObjectStore, snapshot: string): Promise<ScanReport | undefined> {
  for (const id of (await listScans(store)).reverse()) {
    const report = await readScan(store, id)
    if (report?.snapshot === snapshot) return report
  }
  return undefined
}

async function scanUntil(store: ObjectStore, since: string, now: Date): Promise<ScanReport | undefined> {
  const until = instantOf(since, now)
  if (!until) return undefined
  for (const id of (await listScans(store)).reverse()) {
    const report = await readScan(store, id)
    if (report && !report.narrowed && new Date(report.startedAt) <= until) return report
  }
  return undefined
}

const unitMilliseconds: Readonly<Record<string, number>> = { m: 60e3, h: 3600e3, d: 86400e3, w: 7 * 86400e3 }

function instantOf(text: string, now: Date): Date | undefined {
  const [, count, unit] = /^(\d+)([mhdw])$/.exec(text) ?? []
  if (count !== undefined && unit !== undefined) {
    return new Date(now.getTime() - Number(count) * (unitMilliseconds[unit] ?? 0))
  }
  return /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(text) ? new Date(text) : undefined
}
