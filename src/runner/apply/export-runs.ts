import type { Diagnostic } from '../../core/diagnostics.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { RunRecord, TornRecord } from '../../core/run.js'
import { headOf, type RunHead } from '../../store/run-log/index.js'
import { examineRun, knownRuns } from './examine-run.js'

/** Everything that the store holds of a run, and what is wrong with it. */
export interface ExportedRun {
  readonly run: string
  /** Records that continue one another from the first on. */
  readonly records: readonly RunRecord[]
  /** Whatever else lies among them: edited, copied, or after what was broken. */
  readonly untrusted: readonly RunRecord[]
  readonly torn: readonly TornRecord[]
  readonly problems: readonly Diagnostic[]
  /** The last record, where nothing is wrong. */
  readonly head?: RunHead
}

/** All runs that the store knows of, or one, with whatever is left of them; none when it does not know the one. */
export async function exportRuns(store: ObjectStore, only?: string): Promise<readonly ExportedRun[]> {
  const known = (await knownRuns(store)).filter(({ run }) => only === undefined || run === only)
  const exported: ExportedRun[] = []
  for (const each of known) {
    const { run, chain, problems } = await examineRun(store, each)
    const { records = [], untrusted = [], torn = [], tornTail = [] } = chain ?? {}
    const head = problems.length === 0 ? headOf(records) : undefined
    exported.push({ run, records, untrusted, torn: [...torn, ...tornTail], problems, ...(head ? { head } : {}) })
  }
  return exported
}
