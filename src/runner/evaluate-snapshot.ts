import type { ObjectStore } from '../core/object-store.js'
import type { CompiledPolicy } from '../core/policy.js'
import {
  addCounts,
  type FindingDraft,
  noVerdicts,
  policiesByType,
  selectsAccount,
  selectsRegion,
  type VerdictCounts,
  verdictKey,
} from '../engine/index.js'
import { mapConcurrently } from './concurrency.js'
import { evaluatePartition, type PartitionEvaluation, type PartitionWork } from './evaluate-partition.js'
import type { EvaluationSetup } from './evaluation-task.js'
import type { ProgressListener } from './progress.js'
import { narrowsRows } from './task-evaluator.js'
import { adaptiveRunner, type WorkerPorts } from './task-runners.js'

const partitionsAtOnce = 4

/** What the policies say about a snapshot. */
export interface SnapshotEvaluation {
  /** By policy id. */
  readonly counts: ReadonlyMap<string, VerdictCounts>
  readonly findings: readonly { readonly policy: CompiledPolicy; readonly draft: FindingDraft }[]
  /** Resources that any policy is about. */
  readonly resources: number
  /** The same by type. */
  readonly resourcesByType: ReadonlyMap<string, number>
}

/** What evaluating needs from outside. */
export interface EvaluationPorts {
  readonly store: ObjectStore
  readonly workers?: WorkerPorts
  readonly onProgress?: ProgressListener
  /** Whether what is judged replaces what is remembered. */
  readonly remember: boolean
}

/** Judges all partitions that the selection lets through; memory use does not grow with the number of resources. */
export async function evaluateSnapshot(setup: EvaluationSetup, ports: EvaluationPorts): Promise<SnapshotEvaluation> {
  const works = partitionsToJudge(setup, ports.remember)
  const total = works.reduce((sum, { partition }) => sum + partition.resources, 0)
  const runner = adaptiveRunner(setup, ports)
  let resources = 0
  try {
    const evaluations = await mapConcurrently(works, partitionsAtOnce, async (work) => {
      const evaluation = await evaluatePartition(work, ports.store, runner)
      resources += work.partition.resources
      ports.onProgress?.({ kind: 'evaluating', resources, total })
      return evaluation
    })
    return summed(setup, evaluations)
  } finally {
    await runner.close()
  }
}

function partitionsToJudge(setup: EvaluationSetup, remember: boolean): PartitionWork[] {
  const { manifest, configuration, selection, links, exemptions } = setup
  const policies = policiesByType(setup.policies)
  const names = new Map(configuration.accounts.map(({ id, name }) => [id, name]))
  return [...manifest.partitions.entries()].flatMap(([index, partition]): PartitionWork[] => {
    const own = policies.get(partition.type)
    const account = { id: partition.account, name: names.get(partition.account) ?? partition.account }
    if (!own || !selectsAccount(selection, account) || !selectsRegion(selection, partition.region)) return []
    const keys = own.map((policy) => verdictKey(policy, { configuration, manifest, partition, links, exemptions }))
    const memory = narrowsRows(setup) ? 'none' : remember ? 'keep' : 'use'
    return [{ index, partition, policies: own, keys, memory }]
  })
}

function summed(setup: EvaluationSetup, evaluations: readonly PartitionEvaluation[]): SnapshotEvaluation {
  const counts = new Map(setup.policies.map(({ id }) => [id, noVerdicts]))
  const resourcesByType = new Map<string, number>()
  for (const { work, resources, counts: own } of evaluations) {
    const { type } = work.partition
    resourcesByType.set(type, (resourcesByType.get(type) ?? 0) + resources)
    for (const [column, { id }] of work.policies.entries()) {
      counts.set(id, addCounts(counts.get(id) ?? noVerdicts, own[column] ?? noVerdicts))
    }
  }
  return {
    counts,
    resourcesByType,
    resources: [...resourcesByType.values()].reduce((sum, count) => sum + count, 0),
    findings: evaluations.flatMap(({ findings }) => findings),
  }
}
