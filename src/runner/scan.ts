import type { Bundle } from '../core/bundle.js'
import type { Clock } from '../core/clock.js'
import type { ObjectStore } from '../core/object-store.js'
import type { Provider } from '../core/provider.js'
import type { Catalog } from '../core/resource-type.js'
import type { ScanReport } from '../core/scan.js'
import type { SnapshotManifest } from '../core/snapshot.js'
import {
  aspectCatalogOf,
  isNarrowed,
  joinReadings,
  linkCatalogOf,
  readingPlan,
  type Selection,
  selectPolicies,
  type TypeReading,
} from '../engine/index.js'
import {
  markLatestScan,
  prune,
  readBaseline,
  readLatestScan,
  readManifest,
  readScan,
  writeScan,
} from '../store/index.js'
import { composeReport } from './compose-report.js'
import { evaluateSnapshot } from './evaluate-snapshot.js'
import type { EvaluationSetup } from './evaluation-task.js'
import { isWhole, locateScan, locateSnapshot } from './locate.js'
import type { ProgressListener } from './progress.js'
import { type EstateReading, readEstate } from './read-estate.js'
import { randomSuffix, type SuffixSource, timedId } from './scan-id.js'
import type { WorkerPorts } from './task-runners.js'

/** What to scan. */
export interface ScanRequest {
  readonly bundle: Bundle
  readonly selection?: Selection
  /** The id of a kept snapshot, or `latest`, to judge instead of reading anything. */
  readonly fromSnapshot?: string
  /** What to tell changes against, as `locateScan` takes it; otherwise the latest scan. */
  readonly since?: string
  /** What to read besides what the policies need. */
  readonly alsoRead?: readonly TypeReading[]
}

/** What a scan needs from outside. */
export interface ScanPorts {
  readonly store: ObjectStore
  readonly catalog: Catalog
  readonly providers: readonly Provider[]
  readonly clock: Clock
  /** Folder that relative estate and recording paths start from. */
  readonly root: string
  /** When it aborts, reading stops, and what was read until then is judged and reported as interrupted. */
  readonly signal?: AbortSignal
  readonly onProgress?: ProgressListener
  /** Without it, everything is judged on this thread. */
  readonly workers?: WorkerPorts
  readonly suffix?: SuffixSource
}

/**
 * Reads the estate (or takes a kept snapshot), judges it by the bundle's policies, tells what changed, and keeps the
 * report. Only the store can make it fail, and a snapshot or scan that does not exist: ask `locateSnapshot` and
 * `locateScan` before.
 */
export async function scan(request: ScanRequest, ports: ScanPorts): Promise<ScanReport> {
  const startedAt = ports.clock.now()
  const id = timedId(ports.clock, ports.suffix ?? randomSuffix)
  const latest = await readLatestScan(ports.store)
  const manifest = await snapshotFor({ request, id, base: latest?.snapshot }, ports)
  return await judgeSnapshot(request, { id, startedAt, manifest }, ports)
}

/** A scan whose resources are read. */
export interface ReadScan {
  readonly id: string
  readonly startedAt: Date
  readonly manifest: SnapshotManifest
}

/** Judges a snapshot, tells what changed, and keeps the report. */
export async function judgeSnapshot(
  request: ScanRequest,
  { id, startedAt, manifest }: ReadScan,
  ports: ScanPorts,
): Promise<ScanReport> {
  const selection = request.selection ?? {}
  const policies = selectPolicies(request.bundle.policies, selection)
  const latest = await readLatestScan(ports.store)
  const isBasis = !isNarrowed(selection) && isWhole(manifest) && (latest?.snapshot ?? '') <= manifest.id
  const setup = setupOf(request, { policies, manifest, now: startedAt, catalog: ports.catalog })
  const { store, workers, onProgress } = ports
  const evaluation = await evaluateSnapshot(setup, {
    store,
    remember: isBasis,
    ...(workers ? { workers } : {}),
    ...(onProgress ? { onProgress } : {}),
  })
  const previous =
    request.since === undefined ? latest && (await readScan(store, latest.scan)) : await since(request, ports)
  const report = composeReport({
    id,
    startedAt,
    finishedAt: ports.clock.now(),
    setup,
    evaluation,
    previous,
    baseline: await readBaseline(store),
    readings: readingPlan(policies, ports.catalog),
  })
  await writeScan(store, report)
  if (isBasis) await markLatestScan(store, report)
  await prune(store, request.bundle.configuration.scan.keep)
  return report
}

interface SnapshotNeed {
  readonly request: ScanRequest
  readonly id: string
  /** The id of the snapshot that the latest scan judged. */
  readonly base: string | undefined
}

async function snapshotFor(need: SnapshotNeed, ports: ScanPorts): Promise<SnapshotManifest> {
  const { request, id, base } = need
  if (request.fromSnapshot !== undefined) {
    const { value, diagnostics } = await locateSnapshot(ports.store, request.fromSnapshot)
    if (!value) throw new Error(diagnostics[0]?.message)
    return value
  }
  return await readEstate(await estateReading(request, { id, base }, ports), ports)
}

/** What a scan reads. `base` is the id of the snapshot before. */
export async function estateReading(
  { bundle, selection = {}, alsoRead = [] }: ScanRequest,
  { id, base }: { readonly id: string; readonly base: string | undefined },
  { store, catalog }: Pick<ScanPorts, 'store' | 'catalog'>,
): Promise<EstateReading> {
  const needed = readingPlan(selectPolicies(bundle.policies, selection), catalog)
  return {
    configuration: bundle.configuration,
    selection,
    readings: [...joinReadings(needed, alsoRead).values()],
    snapshot: id,
    base: base === undefined ? undefined : await readManifest(store, base),
  }
}

function setupOf(
  { bundle, selection = {} }: ScanRequest,
  parts: Pick<EvaluationSetup, 'policies' | 'manifest'> & { readonly now: Date; readonly catalog: Catalog },
): EvaluationSetup {
  const types = [...parts.catalog.types.values()]
  return {
    manifest: parts.manifest,
    policies: parts.policies,
    exemptions: bundle.exemptions,
    configuration: bundle.configuration,
    now: parts.now.toISOString(),
    links: linkCatalogOf(types),
    aspects: aspectCatalogOf(types),
    selection,
  }
}

async function since(request: ScanRequest, { store, clock }: ScanPorts): Promise<ScanReport | undefined> {
  const { value, diagnostics } = await locateScan(store, request.since ?? '', clock.now())
  if (!value) throw new Error(diagnostics[0]?.message)
  return value
}
