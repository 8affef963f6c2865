import type { Diagnostic } from '../../core/diagnostics.js'
import type { CloudRequest, Operation } from '../../core/operation.js'
import type { PlannedStep, PlannedTarget } from '../../core/plan.js'
import type { CompiledPolicy } from '../../core/policy.js'
import { type Resource, resourceAddress } from '../../core/resource.js'
import { planToken, StandIns } from '../../engine/plan/index.js'
import { problemsOf } from './admit.js'
import type { ApplyRequest } from './apply.js'
import type { Asking } from './ask-resource.js'
import { brokenPremises } from './broken-premises.js'
import { operationsOf } from './operations-of.js'
import type { ApplyPorts } from './ports.js'
import { movedSincePlan } from './recheck.js'
import { TargetReader } from './target-reader.js'

/** A request that would be sent. The token is a stand-in: that of the run is made when there is one. */
export interface RehearsedStep {
  readonly step: string
  readonly operation: string
  /** Why nothing would be sent, or why the step would fail. */
  readonly refusal?: { readonly kind: 'already' | 'refused'; readonly reason: string }
  readonly requests: readonly CloudRequest[]
}

/** What applying would do to one target as it is now. */
export interface RehearsedTarget {
  readonly target: string
  /** Paths that moved since the plan: nothing would be done. */
  readonly stale: readonly string[]
  /** Why the target cannot be looked at. */
  readonly unread?: string
  readonly steps: readonly RehearsedStep[]
}

/** What applying would do. */
export interface Rehearsal {
  /** Why the run would not be begun; approvals are not asked for. */
  readonly diagnostics: readonly Diagnostic[]
  readonly targets: readonly RehearsedTarget[]
}

type RehearsalPorts = Omit<ApplyPorts, 'gate' | 'runner' | 'isGone' | 'sleep'>

/** Does everything that applying does up to sending: reads every target, and checks that it is as planned. */
export async function rehearse(
  { plan, bundle }: Pick<ApplyRequest, 'plan' | 'bundle'>,
  ports: RehearsalPorts,
): Promise<Rehearsal> {
  const operations = await operationsOf(ports)
  const diagnostics = problemsOf(plan, { playbooks: bundle.playbooks, operations, now: ports.clock.now() })
  const reader = new TargetReader(ports)
  const targets: RehearsedTarget[] = []
  try {
    const asking = { targets: reader, ports, params: plan.params }
    const scene = { operations, policies: bundle.policies, asking }
    for (const target of plan.targets) targets.push(await rehearseTarget(target, scene))
  } finally {
    await reader.close()
  }
  return { diagnostics, targets }
}

/** With what targets are rehearsed. */
export interface RehearsalScene {
  readonly operations: ReadonlyMap<string, Operation>
  readonly policies: readonly CompiledPolicy[]
  readonly asking: Asking
}

/** What applying would do to one target, by a reading of it. */
export async function rehearseTarget(target: PlannedTarget, scene: RehearsalScene): Promise<RehearsedTarget> {
  return await new TargetRehearsal(target, scene).run()
}

class TargetRehearsal {
  /** Resources as they would be after the steps so far, by address; undefined for those that would be gone. */
  private readonly after = new Map<string, Resource | undefined>()
  /** Names of the steps so far. */
  private readonly taken = new Set<string>()
  private readonly address: string
  private stale: readonly string[] = []
  private unread: string | undefined
  /** True once a step would have changed something. */
  private isTouched = false

  constructor(
    private readonly target: PlannedTarget,
    private readonly scene: RehearsalScene,
  ) {
    this.address = resourceAddress(target)
  }

  async run(): Promise<RehearsedTarget> {
    const steps: RehearsedStep[] = []
    for (const planned of this.target.steps) {
      const step = await this.take(planned)
      if (!step) break
      steps.push(step)
    }
    const { address, stale, unread } = this
    return { target: address, stale, steps, ...(unread === undefined ? {} : { unread }) }
  }

  private async take(planned: PlannedStep): Promise<RehearsedStep | undefined> {
    const { target, taken } = this
    const operation = this.scene.operations.get(planned.operation)
    const place = planned.on ?? target
    const resource = operation && (await this.look(place))
    if (!operation || !resource) return undefined
    const { step, params } = planned
    const refusal = operation.precondition(resource, params)
    const said = { step, operation: operation.name }
    if (!refusal) {
      this.stale = movedSincePlan({ target, planned, operation }, resource, (earlier) => taken.has(earlier))
      if (this.stale.length === 0) this.stale = await this.brokenPremises()
      if (this.stale.length > 0) return undefined
    }
    taken.add(step)
    if (!refusal) this.isTouched = true
    if (refusal) return { ...said, refusal, requests: [] }
    const token = planToken(this.address, step)
    const context = { now: new Date(0), newId: new StandIns(this.address, step).next, token }
    const { target: after, created = [] } = operation.effect(resource, params, context)
    this.after.set(resourceAddress(place), after)
    for (const one of created) this.after.set(resourceAddress(one), one)
    return { ...said, requests: operation.requests(resource, params, token) }
  }

  private async brokenPremises(): Promise<readonly string[]> {
    const { asking, policies } = this.scene
    return this.isTouched ? [] : await brokenPremises(asking, this.target, policies)
  }

  private async look(place: NonNullable<PlannedStep['on']> | PlannedTarget): Promise<Resource | undefined> {
    const address = resourceAddress(place)
    if (this.after.has(address)) return this.after.get(address)
    const reading = await this.scene.asking.targets.readBasis(place)
    if (reading.kind === 'resource') return reading.resource
    this.unread = reading.kind === 'gone' ? 'it no longer exists' : reading.unread.message
    return undefined
  }
}
