import type { Diagnostic } from '../../core/diagnostics.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { TornRecord } from '../../core/run.js'
import { headOf, type RunHead, writeHead } from '../../store/run-log/index.js'
import { examineRun, type KnownRun, knownRuns } from './examine-run.js'

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
 * Walks the chain of every run, or of one: edits, gaps, replayed and torn records, runs that are gone, and tails that
 * were there when a head was anchored or kept elsewhere. Heads of sound runs are anchored in turn.
 */
export async function auditRuns(
  store: ObjectStore,
  only?: string,
  kept: readonly RunHead[] = [],
): Promise<readonly RunAudit[]> {
  const audits: RunAudit[] = []
  for (const run of await runsToAudit(store, only, kept)) audits.push(await auditRun(store, run, kept))
  return audits
}

async function runsToAudit(
  store: ObjectStore,
  only: string | undefined,
  kept: readonly RunHead[],
): Promise<readonly KnownRun[]> {
  const known = await knownRuns(store)
  if (only !== undefined) return [known.find(({ run }) => run === only) ?? { run: only }]
  const names = new Set(known.map(({ run }) => run))
  const gone = new Set(kept.map(({ run }) => run).filter((run) => !names.has(run)))
  return [...known, ...[...gone].map((run) => ({ run }))].sort((left, right) => (left.run < right.run ? -1 : 1))
}

async function auditRun(store: ObjectStore, known: KnownRun, kept: readonly RunHead[]): Promise<RunAudit> {
  const { run, chain, problems } = await examineRun(store, known, kept)
  const records = chain?.records ?? []
  const head = headOf(records)
  if (head && problems.length === 0) await writeHead(store, head)
  const torn = [...(chain?.torn ?? []), ...(chain?.tornTail ?? [])]
  return { run, records: records.length, ...(head ? { head } : {}), torn, problems }
}
