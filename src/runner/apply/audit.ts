import type { Diagnostic } from '../../core/diagnostics.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { TornRecord } from '../../core/run.js'
import { headOf, listAnchoredRuns, listRuns, type RunHead, readRun, writeHead } from '../../store/run-log/index.js'
import { chainProblem } from './chain-problems.js'
import { applyDiagnostics } from './diagnostics.js'
import { missingTail } from './resume.js'

/** What the records of one run prove. */
export interface RunAudit {
  readonly run: string
  readonly records: number
  readonly head?: RunHead
  /** Writes that were cut off, and that a later record owns up to or that lie at the end. */
  readonly torn: readonly TornRecord[]
  readonly problems: readonly Diagnostic[]
}

/**
 * Walks the chain of every run, or of one: edits, gaps, replayed and torn records, and tails that were there when a
 * head was anchored. Heads of sound runs are anchored in turn.
 */
export async function auditRuns(store: ObjectStore, only?: string): Promise<readonly RunAudit[]> {
  const runs = only === undefined ? new Set([...(await listRuns(store)), ...(await listAnchoredRuns(store))]) : [only]
  const audits: RunAudit[] = []
  for (const run of [...runs].sort()) audits.push(await auditRun(store, run))
  return audits
}

async function auditRun(store: ObjectStore, run: string): Promise<RunAudit> {
  const chain = await readRun(store, run)
  const records = chain?.records ?? []
  const tail = await missingTail(store, run, { records })
  const faults = chain?.faults.map((fault) => chainProblem(run, fault)) ?? []
  const unknown = applyDiagnostics.report('unknown-run', { run, location: store.location })
  const problems = chain || tail.length > 0 ? [...faults, ...tail] : [unknown]
  const head = headOf(records)
  if (head && problems.length === 0) await writeHead(store, head)
  const torn = [...(chain?.torn ?? []), ...(chain?.tornTail ?? [])]
  return { run, records: records.length, ...(head ? { head } : {}), torn, problems }
}
