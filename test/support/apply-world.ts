import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ApprovalDecision, ApprovalQuestion } from '../../src/core/approval.js'
import type { ObjectStore } from '../../src/core/object-store.js'
import type { Operation } from '../../src/core/operation.js'
import type { Plan } from '../../src/core/plan.js'
import type { CompiledPolicy } from '../../src/core/policy.js'
import type { Resource } from '../../src/core/resource.js'
import type { RunEvent, RunRecord } from '../../src/core/run.js'
import { type ApplyOutcome, type ApplyPorts, apply, resume } from '../../src/runner/apply/index.js'
import { folderStore } from '../../src/store/index.js'
import { FakeCloud } from './fake-cloud.js'
import { fakeConfiguration } from './fake-estate.js'
import { testPlaybook } from './planned-run.js'

const begin = Date.parse('2026-11-24T01:00:00.000Z')

/** A cloud in memory, a store in a folder, and a clock that only waiting moves on. */
export class ApplyWorld {
  readonly cloud: FakeCloud
  readonly records: RunRecord[] = []
  now = begin
  decide: (question: ApprovalQuestion) => ApprovalDecision = () => ({ kind: 'granted', approvals: [] })
  policies: readonly CompiledPolicy[] = []
  playbooks = [testPlaybook]
  private runners = 0

  private constructor(
    readonly store: ObjectStore,
    resources: readonly Resource[],
    operations: readonly Operation[],
  ) {
    this.cloud = new FakeCloud(resources, operations)
  }

  static async open(resources: readonly Resource[], operations: readonly Operation[]): Promise<ApplyWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'escher-apply-'))
    return new ApplyWorld(folderStore(folder), resources, operations)
  }

  /** The ports of a new process in this world. */
  ports(more: Partial<ApplyPorts> = {}): ApplyPorts {
    return {
      store: this.store,
      catalog: this.cloud.catalog,
      providers: [this.cloud.provider],
      configuration: fakeConfiguration(),
      clock: { now: () => new Date(this.now) },
      root: '/',
      runner: `runner-${++this.runners}`,
      gate: { check: async (question) => this.decide(question) },
      sleep: async (milliseconds) => {
        this.now += milliseconds
      },
      isGone: () => false,
      onRecord: (record) => this.records.push(record),
      ...more,
    }
  }

  async apply(plan: Plan, more: Partial<ApplyPorts> = {}): Promise<ApplyOutcome> {
    this.records.length = 0
    const { playbooks, policies } = this
    const requester = { person: 'ada', roles: ['executor'] }
    return await apply({ plan, bundle: { playbooks, policies }, requester }, this.ports(more))
  }

  async resume(run: string, more: Partial<ApplyPorts> = {}): Promise<ApplyOutcome> {
    this.records.length = 0
    return await resume(run, this.ports(more))
  }

  /** The kinds of the events that were recorded, those of one kind of step only when a suffix is given. */
  kinds(): readonly RunEvent['kind'][] {
    return this.records.map(({ event }) => event.kind)
  }

  events<Kind extends RunEvent['kind']>(kind: Kind): readonly Extract<RunEvent, { readonly kind: Kind }>[] {
    return this.records.flatMap(({ event }) =>
      event.kind === kind ? [event as Extract<RunEvent, { readonly kind: Kind }>] : [],
    )
  }
}

/** The run of an outcome that is one; otherwise the test fails with what was refused. */
export function ranTo(outcome: ApplyOutcome): Extract<ApplyOutcome, { kind: 'ended' }>['state'] {
  if (outcome.kind !== 'ended') throw new Error(`expected a run: ${JSON.stringify(outcome)}`)
  return outcome.state
}

/** The codes with which something was refused. */
export function codesOf(outcome: ApplyOutcome): readonly string[] {
  return outcome.kind === 'refused' ? outcome.diagnostics.map(({ code }) => code) : [outcome.kind]
}
