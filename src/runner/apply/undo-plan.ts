import type { Bundle } from '../../core/bundle.js'
import type { Outcome } from '../../core/diagnostics.js'
import type { Operation } from '../../core/operation.js'
import {
  type Plan,
  type PlannedAction,
  type PlannedPlaybook,
  type PlannedStep,
  type PlannedTarget,
  type Prediction,
  planHash,
  planLifetimeSeconds,
} from '../../core/plan.js'
import { type Resource, resourceAddress } from '../../core/resource.js'
import { type Movement, PriceBook } from '../../engine/cost/index.js'
import { approvalRequirement, approvalSubject } from '../../engine/index.js'
import {
  basisOf,
  changesBetween,
  costOfPlan,
  fingerprintOf,
  isWorse,
  planToken,
  withCosts,
} from '../../engine/plan/index.js'
import type { RunState, StepState } from '../../engine/run/index.js'
import { applyDiagnostics } from './diagnostics.js'
import { operationsOf } from './operations-of.js'
import type { ApplyPorts } from './ports.js'
import { TargetReader } from './target-reader.js'
import { type PutBack, predictUndo } from './undo-prediction.js'

const settleSeconds = 60

/** A run to be taken back, and by whom. */
export interface UndoRequest {
  readonly state: RunState
  readonly requester: string
  readonly bundle: Pick<Bundle, 'configuration' | 'playbooks' | 'priceSheets'>
}

type UndoPorts = Pick<ApplyPorts, 'catalog' | 'providers' | 'configuration' | 'clock' | 'root'>

/**
 * Plans to put back what a run changed: the recorded inverses in reverse order, on the resources as they are now. It
 * is a plan like any other, and needs the approvals of its own risk.
 */
export async function planUndo(request: UndoRequest, ports: UndoPorts): Promise<Outcome<Plan | undefined>> {
  const { state } = request
  const operations = await operationsOf(ports)
  const reader = new TargetReader(ports)
  const now = ports.clock.now()
  const targets: PlannedTarget[] = []
  const resources: PutBack[] = []
  const movements = new Map<string, readonly Movement[]>()
  let prediction: Prediction
  try {
    for (const target of [...state.plan.targets].reverse()) {
      const inverse = new InverseTarget(target, state, { reader, operations })
      const planned = await inverse.plan()
      if (planned) targets.push(planned)
      if (planned) resources.push(...inverse.resources)
      if (planned) movements.set(resourceAddress(planned), inverse.movements)
    }
    const { configuration } = ports
    prediction = await predictUndo(state.policies, resources, { reader, configuration, now })
  } finally {
    await reader.close()
  }
  if (targets.length === 0) {
    return { value: undefined, diagnostics: [applyDiagnostics.report('nothing-to-undo', { run: state.id })] }
  }
  const { configuration, priceSheets } = request.bundle
  const prices = new PriceBook({ sheets: priceSheets, accounts: configuration.accounts, now })
  const priced = withCosts(targets, movements, { types: ports.catalog.types, operations, prices })
  return { value: sealedPlan({ targets: priced, prediction }, request, now), diagnostics: [] }
}

function sealedPlan(
  { targets, prediction }: Pick<Plan, 'targets' | 'prediction'>,
  { state, requester, bundle }: UndoRequest,
  now: Date,
): Plan {
  const { approval: _, hash: __, notBefore: ___, ...original } = state.plan
  const current = (playbook: PlannedPlaybook): PlannedPlaybook => asItIsNow(playbook, bundle.playbooks)
  const unapproved: Omit<Plan, 'approval' | 'hash'> = {
    ...original,
    playbook: current(original.playbook),
    furtherPlaybooks: original.furtherPlaybooks.map(current),
    requester,
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + planLifetimeSeconds * 1000).toISOString(),
    targets,
    rollout: { waves: [targets.map(resourceAddress)], errorBudget: targets.length },
    skipped: [],
    prediction,
    cost: costOfPlan(targets),
    risk: worstOf(targets),
  }
  const { configuration } = bundle
  const subject = approvalSubject(unapproved, { configuration })
  const plan = { ...unapproved, approval: approvalRequirement(subject, configuration.access.approvalRules) }
  return { ...plan, hash: planHash(plan) }
}

/** Putting back follows the records, not the playbook, so that one that was changed since is no hindrance. */
function asItIsNow(playbook: PlannedPlaybook, playbooks: Bundle['playbooks']): PlannedPlaybook {
  const now = playbooks.find(({ id }) => id === playbook.id)
  return now ? { id: now.id, version: now.version, digest: now.digest, content: now } : playbook
}

function worstOf(targets: readonly PlannedTarget[]): Plan['risk'] {
  const risks = targets.flatMap(({ steps }) => steps.map(({ risk }) => risk))
  return risks.reduce((worst, risk) => (isWorse(risk, worst) ? risk : worst), 'low')
}

interface InverseContext {
  readonly reader: TargetReader
  readonly operations: ReadonlyMap<string, Operation>
}

/** Works out the inverses of one target, each on what the ones before it will have left. */
class InverseTarget {
  private readonly before = new Map<string, Resource>()
  private readonly now = new Map<string, Resource>()
  private readonly removed = new Set<string>()
  private readonly steps: PlannedStep[] = []
  private readonly dependsOn = new Set<string>()

  constructor(
    private readonly target: PlannedTarget,
    private readonly state: RunState,
    private readonly context: InverseContext,
  ) {}

  async plan(): Promise<PlannedTarget | undefined> {
    const before = await this.read(this.target)
    if (!before) return undefined
    for (const planned of [...this.target.steps].reverse()) {
      const step = this.state.targets.get(resourceAddress(this.target))?.steps.get(planned.step)
      if (step && stillChanged(step)) await this.add(planned, step)
    }
    if (this.steps.length === 0) return undefined
    const basis = basisOf(before, this.dependsOn)
    return {
      ...this.target,
      basis,
      fingerprint: fingerprintOf(basis),
      findings: [],
      steps: this.steps,
      course: this.course(),
    }
  }

  /** What was read for it, and what will have become of that. */
  get resources(): readonly PutBack[] {
    return [...this.before].map(([address, before]) => ({ before, after: this.now.get(address) ?? before }))
  }

  /** What becomes of each resource, those that will be gone included. */
  get movements(): readonly Movement[] {
    return this.resources.map(({ before, after }) => ({
      before,
      after: this.removed.has(resourceAddress(before)) ? undefined : after,
    }))
  }

  private async add(planned: PlannedStep, { inverse }: StepState): Promise<void> {
    if (inverse === undefined || inverse === 'irreversible') return
    const operation = this.context.operations.get(inverse.operation)
    const resource = await this.read(planned.on ?? this.target)
    if (!operation || !resource || operation.precondition(resource, inverse.params)) return
    const { params } = inverse
    const step = `${this.steps.length + 1}-${operation.verb}`
    const context = { now: new Date(0), newId: (kind: string) => kind }
    const after = operation.effect(resource, params, context).target
    const basis = basisOf(resource, operation.dependsOn)
    if (!planned.on) for (const path of operation.dependsOn) this.dependsOn.add(path)
    if (after) this.now.set(resourceAddress(resource), after)
    else this.removed.add(resourceAddress(resource))
    this.steps.push({
      step,
      operation: operation.name,
      playbook: planned.playbook,
      ...(planned.on ? { on: { ...planned.on, basis, fingerprint: fingerprintOf(basis) } } : {}),
      params,
      requests: operation.requests(resource, params, planToken(resourceAddress(this.target), step)),
      changes: after ? changesBetween(resource, after) : [],
      ...(after ? {} : { removes: true as const }),
      risk: operation.risk,
      destructive: operation.destructive,
      permissions: operation.permissions,
      inverse: operation.inverse(resource, params) ?? 'irreversible',
    })
  }

  private course(): readonly PlannedAction[] {
    const operations = this.steps.map(({ step }): PlannedAction => ({ kind: 'operation', step }))
    const settled = this.steps.map(({ operation }) => this.context.operations.get(operation)?.settlesWithin ?? 0)
    const step = `${this.steps.length + 1}-verify`
    return [...operations, { kind: 'verify', step, policies: [], within: Math.max(settleSeconds, ...settled) }]
  }

  private async read(place: PlannedTarget | NonNullable<PlannedStep['on']>): Promise<Resource | undefined> {
    const address = resourceAddress(place)
    const known = this.now.get(address)
    if (known) return known
    const policies = this.state.policies.filter(({ resource }) => resource === place.type)
    const metrics = policies.flatMap(({ requires }) => requires.metrics)
    const reading = await this.context.reader.readWhole(place, metrics)
    if (reading.kind !== 'resource') return undefined
    this.before.set(address, reading.resource)
    this.now.set(address, reading.resource)
    return reading.resource
  }
}

function stillChanged({ status, attempts, partial }: StepState): boolean {
  return attempts > 0 && (status === 'done' || status === 'started' || status === 'undo-failed' || partial === true)
}
