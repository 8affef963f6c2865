import type { Diagnostic } from '../../core/diagnostics.js'
import type { ObjectStore } from '../../core/object-store.js'
import { type RunState, runState } from '../../engine/run/index.js'
import {
  type Chain,
  listAnchoredRuns,
  listClaims,
  listRuns,
  type RunHead,
  readHeads,
  readRun,
} from '../../store/run-log/index.js'
import { chainProblem } from './chain-problems.js'
import { applyDiagnostics } from './diagnostics.js'

/** A run that something in the store speaks of. */
export interface KnownRun {
  readonly run: string
  /** The hash of the plan that was claimed for it. */
  readonly plan?: string
}

/** A run with everything that is wrong with its records. */
export interface ExaminedRun {
  readonly run: string
  /** Undefined when it has no record at all. */
  readonly chain?: Chain
  /** What the records amount to as far as they can be trusted. */
  readonly state?: RunState
  readonly problems: readonly Diagnostic[]
}

/** Every run that has records, of which a head is anchored, or for which a plan was claimed; in the order of ids. */
export async function knownRuns(store: ObjectStore): Promise<readonly KnownRun[]> {
  const known = new Map<string, KnownRun>()
  for (const run of [...(await listRuns(store)), ...(await listAnchoredRuns(store))]) known.set(run, { run })
  for (const claim of await listClaims(store)) known.set(claim.run, claim)
  return [...known.values()].sort((left, right) => (left.run < right.run ? -1 : 1))
}

/** Reads a run and tells what is wrong with it, also by heads that were kept outside of the store. */
export async function examineRun(
  store: ObjectStore,
  known: KnownRun,
  kept: readonly RunHead[] = [],
): Promise<ExaminedRun> {
  const { run } = known
  const chain = await readRun(store, run)
  const records = chain?.records ?? []
  const state = runState(records)
  const faults = chain?.faults.map((fault) => chainProblem(run, fault)) ?? []
  const problems = [...faults, ...missingHeads(run, records, [...(await readHeads(store, run)), ...kept])]
  if (problems.length === 0 && !state) problems.push(absence(store, known, chain))
  return { run, ...(chain ? { chain } : {}), ...(state ? { state } : {}), problems }
}

/** Heads that the records no longer reach, or no longer agree with. */
function missingHeads(run: string, records: Chain['records'], heads: readonly RunHead[]): readonly Diagnostic[] {
  const hashes = new Map(records.map(({ number, hash }) => [number, hash]))
  const missing = heads.filter((head) => head.run === run && hashes.get(head.number) !== head.hash)
  const numbers = new Set(missing.map(({ number }) => number))
  return [...numbers].map((number) => applyDiagnostics.report('run-tail-missing', { run, number }))
}

function absence({ location }: ObjectStore, { run, plan }: KnownRun, chain: Chain | undefined): Diagnostic {
  if (chain) return applyDiagnostics.report('run-record-missing', { run, number: 1 })
  return plan === undefined
    ? applyDiagnostics.report('unknown-run', { run, location })
    : applyDiagnostics.report('run-without-records', { run, plan })
}
