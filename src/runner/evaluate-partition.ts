import type { ObjectStore } from '../core/object-store.js'
import type { CompiledPolicy } from '../core/policy.js'
import type { SnapshotPartition } from '../core/snapshot.js'
import { VerdictTable } from '../core/verdict-table.js'
import type { FindingDraft, VerdictCounts } from '../engine/index.js'
import { type RememberedFinding, readDigests, readVerdicts, writeVerdicts } from '../store/index.js'
import type { EvaluationResult, EvaluationTask, TaskRunner } from './evaluation-task.js'
import { type Recall, recall } from './recall.js'

const taskBytes = 1024 * 1024

/** One partition to judge. */
export interface PartitionWork {
  /** Its place in the manifest. */
  readonly index: number
  readonly partition: SnapshotPartition
  /** The policies of its type. */
  readonly policies: readonly CompiledPolicy[]
  /** By policy; undefined for those whose verdicts cannot be remembered. */
  readonly keys: readonly (string | undefined)[]
  /** `use` takes verdicts from memory, `keep` also replaces it. Neither goes with a selection of single rows. */
  readonly memory: 'none' | 'use' | 'keep'
}

/** What became of a partition. */
export interface PartitionEvaluation {
  readonly work: PartitionWork
  /** Resources that the selection lets through. */
  readonly resources: number
  /** By policy. */
  readonly counts: readonly VerdictCounts[]
  readonly findings: readonly { readonly policy: CompiledPolicy; readonly draft: FindingDraft }[]
}

/** Judges a partition: what is remembered is taken from memory, and only chunks that hold anything else are read. */
export async function evaluatePartition(
  work: PartitionWork,
  store: ObjectStore,
  runner: TaskRunner,
): Promise<PartitionEvaluation> {
  return work.memory === 'none' ? await evaluateAll(work, runner) : await evaluateChanged(work, store, runner)
}

async function evaluateAll(work: PartitionWork, runner: TaskRunner): Promise<PartitionEvaluation> {
  const columns = work.policies.length
  const results = await Promise.all(tasksOf(work).map(({ task }) => runner.run(task)))
  const tables = results.map(({ rows, verdicts }) => new VerdictTable(rows, columns, verdicts))
  const findings = results.flatMap((result) => result.findings)
  return evaluationOf(work, tables, findings)
}

async function evaluateChanged(
  work: PartitionWork,
  store: ObjectStore,
  runner: TaskRunner,
): Promise<PartitionEvaluation> {
  const { partition, keys } = work
  const digests = await readDigests(store, partition)
  const memory = await readVerdicts<FindingDraft>(store, partition)
  const recalled = recall(memory, { digests, rows: partition.resources, keys })
  const tasks = tasksOf(work, recalled)
  const findings = [...recalled.findings]
  await Promise.all(
    tasks.map(async ({ task, firstRow }) =>
      merge(recalled, findings, { result: await runner.run(task), task, firstRow }),
    ),
  )
  const { verdicts } = recalled
  const changed = tasks.length > 0 || memory?.verdicts.rows !== verdicts.rows
  if (work.memory === 'keep' && changed) {
    await writeVerdicts(store, partition, { columns: keys.map((key) => key ?? ''), digests, verdicts, findings })
  }
  return evaluationOf(work, [verdicts], findings)
}

interface PlacedTask {
  readonly task: EvaluationTask
  readonly firstRow: number
}

/** The chunks that must be read, in runs of neighbours. */
function tasksOf({ index, partition, policies }: PartitionWork, recalled?: Recall): PlacedTask[] {
  const stale = recalled?.stale ?? policies.map((_, column) => column)
  const tasks: { from: number; to: number; firstRow: number; rows: number; bytes: number }[] = []
  let row = 0
  for (const [chunk, { bytes, resources }] of partition.chunks.entries()) {
    const last = tasks.at(-1)
    if (stale.length > 0 || recalled?.known.subarray(row, row + resources).includes(0)) {
      if (last?.to === chunk && last.bytes < taskBytes) {
        last.to = chunk + 1
        last.rows += resources
        last.bytes += bytes
      } else tasks.push({ from: chunk, to: chunk + 1, firstRow: row, rows: resources, bytes })
    }
    row += resources
  }
  return tasks.map(({ from, to, bytes, firstRow, rows }) => {
    const known = recalled?.known.slice(firstRow, firstRow + rows)
    return { firstRow, task: { partition: index, from, to, bytes, stale, ...(known?.includes(1) ? { known } : {}) } }
  })
}

function merge(
  { verdicts, known, stale }: Recall,
  findings: RememberedFinding<FindingDraft>[],
  { result, task, firstRow }: PlacedTask & { readonly result: EvaluationResult },
): void {
  const judged = new VerdictTable(result.rows, verdicts.columns, result.verdicts)
  if (task.known) {
    const all = Array.from({ length: verdicts.columns }, (_, column) => column)
    for (let row = 0; row < result.rows; row++) {
      for (const column of known[firstRow + row] ? stale : all)
        verdicts.set(firstRow + row, column, judged.get(row, column))
    }
  } else verdicts.copyRows(judged, firstRow)
  for (const { row, column, draft } of result.findings) findings.push({ row: firstRow + row, column, draft })
}

function evaluationOf(
  work: PartitionWork,
  tables: readonly VerdictTable[],
  findings: readonly RememberedFinding<FindingDraft>[],
): PartitionEvaluation {
  const counted = tables.map((table) => table.counts())
  const counts = work.policies.map((_, column) => {
    const sum = { violating: 0, compliant: 0, unknown: 0, notApplicable: 0 }
    for (const columns of counted) {
      const [violating, compliant, unknown, notApplicable] = columns[column] ?? [0, 0, 0, 0]
      sum.violating += violating
      sum.compliant += compliant
      sum.unknown += unknown
      sum.notApplicable += notApplicable
    }
    return sum
  })
  return {
    work,
    resources: tables.reduce((sum, table) => sum + table.rows, 0),
    counts,
    findings: findings.flatMap(({ column, draft }) => {
      const policy = work.policies[column]
      return policy ? [{ policy, draft }] : []
    }),
  }
}
