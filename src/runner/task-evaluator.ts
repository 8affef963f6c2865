import type { ObjectStore } from '../core/object-store.js'
import { includesParts, outermostParts, type PartPath } from '../core/part-path.js'
import type { CompiledPolicy } from '../core/policy.js'
import type { Resource } from '../core/resource.js'
import type { SnapshotPartition } from '../core/snapshot.js'
import { VerdictTable, verdicts } from '../core/verdict-table.js'
import {
  compilePolicies,
  type FindingDraft,
  type LinkIndex,
  missingProperties,
  type PolicyProgram,
  partsUsed,
  partsWorded,
  policiesByType,
  ResourceJudge,
  type Subject,
  selectsResource,
} from '../engine/index.js'
import { type ChunkLines, type RememberedFinding, readChunks } from '../store/index.js'
import type { EvaluationResult, EvaluationSetup, EvaluationTask } from './evaluation-task.js'
import { loadLinks } from './linked-resources.js'

/** Judges chunks of a stored snapshot. Holds one chunk and, where links are needed, one account's linked resources. */
export class TaskEvaluator {
  private readonly policies: ReadonlyMap<string, readonly CompiledPolicy[]>
  private readonly judging = new Map<string, TypeJudging>()
  private readonly narrowed: boolean
  private linked: { readonly account: string; readonly index: Promise<LinkIndex> } | undefined

  constructor(
    private readonly setup: EvaluationSetup,
    private readonly store: ObjectStore,
  ) {
    this.policies = policiesByType(setup.policies)
    this.narrowed = narrowsRows(setup)
  }

  async evaluate(task: EvaluationTask): Promise<EvaluationResult> {
    const partition = this.setup.manifest.partitions[task.partition]
    if (!partition) throw new Error(`the manifest has no partition ${task.partition}`)
    const { programs, parts, worded } = this.judgingOf(partition.type)
    const held = partition.extract ?? [[]]
    const rows = new RowEvaluator({
      programs,
      task,
      judge: await this.judgeFor(partition, programs),
      extracted: includesParts(held, parts),
      worded: worded.map((wanted) => includesParts(held, wanted)),
      selects: this.narrowed ? (resource) => selectsResource(this.setup.selection, resource) : undefined,
      capacity: partition.chunks.slice(task.from, task.to).reduce((sum, chunk) => sum + chunk.resources, 0),
    })
    for await (const lines of readChunks(this.store, partition, task)) rows.addChunk(lines)
    return rows.result()
  }

  private judgingOf(type: string): TypeJudging {
    const known = this.judging.get(type)
    if (known) return known
    const policies = this.policies.get(type) ?? []
    const programs = compilePolicies(policies, this.setup.exemptions)
    const judging = {
      programs,
      parts: outermostParts(policies.flatMap(partsUsed)),
      worded: programs.map(({ policy, exemptions }) =>
        partsWorded(
          policy,
          exemptions.map(({ exemption }) => exemption),
        ),
      ),
    }
    this.judging.set(type, judging)
    return judging
  }

  private async judgeFor(partition: SnapshotPartition, programs: readonly PolicyProgram[]): Promise<ResourceJudge> {
    const { configuration, now, aspects } = this.setup
    const needsLinks = programs.some(({ policy }) => policy.requires.links.length > 0)
    const index = needsLinks ? await this.linksOf(partition.account) : undefined
    const needed = programs.flatMap(({ policy }) => policy.requires.aspects)
    return new ResourceJudge({
      configuration,
      account: partition.account,
      now: new Date(now),
      linked: (resource, link) => index?.follow(resource, link) ?? [],
      missing: missingProperties(needed, partition, aspects),
    })
  }

  private linksOf(account: string): Promise<LinkIndex> {
    if (this.linked?.account !== account) {
      const targets = new Set<string>()
      for (const [type, policies] of this.policies) {
        for (const name of policies.flatMap((policy) => policy.requires.links)) {
          const link = this.setup.links[type]?.[name]
          if (link) targets.add(link.type)
        }
      }
      this.linked = { account, index: loadLinks(this.store, this.setup, { account, targets }) }
    }
    return this.linked.index
  }
}

/** What judging the resources of one type takes. */
interface TypeJudging {
  readonly programs: readonly PolicyProgram[]
  /** What must be known of their properties to tell the verdicts. */
  readonly parts: readonly PartPath[]
  /** By program: what must be known to word a violation. */
  readonly worded: readonly (readonly PartPath[])[]
}

/** True when a selection leaves out single resources, and not partitions or policies only. */
export function narrowsRows({ selection }: Pick<EvaluationSetup, 'selection'>): boolean {
  return [selection.resources, selection.regions].some((globs) => globs !== undefined && globs.length > 0)
}

interface RowEvaluation {
  readonly programs: readonly PolicyProgram[]
  readonly task: EvaluationTask
  readonly judge: ResourceJudge
  /** True when extracts suffice to judge. */
  readonly extracted: boolean
  /** By program: true when they suffice to word a violation. */
  readonly worded: readonly boolean[]
  readonly selects: ((resource: Resource) => boolean) | undefined
  readonly capacity: number
}

class RowEvaluator {
  private readonly table: VerdictTable
  private readonly findings: RememberedFinding<FindingDraft>[] = []
  private readonly allColumns: readonly number[]
  private next = 0

  constructor(private readonly evaluation: RowEvaluation) {
    this.table = new VerdictTable(evaluation.capacity, evaluation.programs.length)
    this.allColumns = evaluation.programs.map((_, column) => column)
  }

  addChunk(lines: ChunkLines): void {
    const { known, stale } = this.evaluation.task
    for (let row = 0; row < lines.length; row++) {
      const columns = known?.[this.next] ? stale : this.allColumns
      if (columns.length > 0) this.addRow(lines, row, columns)
      else this.next++
    }
  }

  result(): EvaluationResult {
    return { rows: this.next, verdicts: this.table.bytes, findings: this.findings }
  }

  private addRow(lines: ChunkLines, row: number, columns: readonly number[]): void {
    const { judge, programs, extracted, worded, selects } = this.evaluation
    const resource = extracted ? lines.extract(row) : lines.whole(row)
    if (selects && !selects(resource)) return
    const subject = judge.subject(resource)
    let whole: Subject | undefined
    for (const column of columns) {
      const program = programs[column]
      if (!program) continue
      const verdict = judge.verdict(program, subject)
      this.table.set(this.next, column, verdicts.indexOf(verdict))
      if (verdict !== 'violating' && verdict !== 'unknown') continue
      const suffices = !extracted || (verdict === 'violating' && worded[column])
      const telling = suffices ? subject : (whole ?? judge.subject(lines.whole(row)))
      if (!suffices) whole = telling
      this.findings.push({ row: this.next, column, draft: judge.draft(program, telling) })
    }
    this.next++
  }
}
