import type { Bundle } from '../../core/bundle.js'
import type { Outcome } from '../../core/diagnostics.js'
import type { Inverse, Operation } from '../../core/operation.js'
import {
  type Plan,
  type PlannedAction,
  type PlannedResource,
  type PlannedStep,
  type PlannedTarget,
  type Prediction,
  planLifetimeSeconds,
  type RolloutPart,
  type SkippedTarget,
} from '../../core/plan.js'
import { type Partition, type Resource, resourceAddress } from '../../core/resource.js'
import { type Movement, PriceBook } from '../../engine/cost/index.js'
import { approvalRequirement, approvalSubject, type TakenBack, takenBack } from '../../engine/index.js'
import {
  basisOf,
  changesOfStep,
  costOfPlan,
  fingerprintOf,
  movedElsewhere,
  planToken,
  StandIns,
  sealed,
  withCosts,
} from '../../engine/plan/index.js'
import { Bindings, changesMissing, type RunState, type StepState } from '../../engine/run/index.js'
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
  readonly bundle: Pick<Bundle, 'configuration' | 'priceSheets'>
}

type UndoPorts = Pick<ApplyPorts, 'catalog' | 'providers' | 'configuration' | 'clock' | 'root'>

/**
 * Plans to put back what a run changed: the recorded inverses in reverse order, on the resources as they are now. It
 * is a plan like any other, and needs approvals of its own. It follows the records of the run, not the playbook, so that one
 * that was changed or deleted since is no hindrance.
 */
export async function planUndo(request: UndoRequest, ports: UndoPorts): Promise<Outcome<Plan | undefined>> {
  const { state } = request
  const operations = await operationsOf(ports)
  const reader = new TargetReader(ports)
  const now = ports.clock.now()
  const targets: PlannedTarget[] = []
  const resources: PutBack[] = []
  const movements = new Map<string, readonly Movement[]>()
  const skipped: SkippedTarget[] = []
  let prediction: Prediction
  try {
    for (const target of [...state.plan.targets].reverse()) {
      const inverse = new InverseTarget(target, state, { reader, operations })
      const planned = await inverse.plan()
      if (planned) targets.push(planned)
      if (planned) resources.push(...inverse.resources)
      if (planned) movements.set(resourceAddress(planned), inverse.movements)
      skipped.push(...inverse.leftBehind)
    }
    const { configuration } = ports
    prediction = await predictUndo(state.policies, resources, { reader, configuration, now })
  } finally {
    await reader.close()
  }
  if (targets.length === 0) {
    const leftBehind = skipped.map(({ resource }) => resource)
    return {
      value: undefined,
      diagnostics: [applyDiagnostics.report('nothing-to-undo', { run: state.id, leftBehind })],
    }
  }
  const { configuration, priceSheets } = request.bundle
  const prices = new PriceBook({ sheets: priceSheets, accounts: configuration.accounts, now })
  const priced = withCosts(targets, movements, { types: ports.catalog.types, operations, prices })
  const restored = takenBack({ targets: priced }, { run: state, at: now, riskOf: (name) => operations.get(name)?.risk })
  return { value: sealedPlan({ targets: priced, skipped, prediction, restored }, request, now), diagnostics: [] }
}

function sealedPlan(
  {
    targets,
    skipped,
    prediction,
    restored,
  }: Pick<Plan, 'targets' | 'skipped' | 'prediction'> & { readonly restored: TakenBack },
  { state, requester, bundle }: UndoRequest,
  now: Date,
): Plan {
  const { approval: _, hash: __, notBefore: ___, ...original } = state.plan
  const unapproved: Omit<Plan, 'approval' | 'hash'> = {
    ...original,
    undoes: state.id,
    requester,
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + planLifetimeSeconds * 1000).toISOString(),
    targets,
    rollout: { parts: [atOnce(original, targets)] },
    skipped,
    prediction,
    cost: costOfPlan(targets),
    risk: 'low',
  }
  const { configuration } = bundle
  const subject = approvalSubject(unapproved, { configuration, restored: restored.riskOf })
  const approval = approvalRequirement(subject, configuration.access.approvalRules)
  return sealed({ ...unapproved, risk: subject.risk, approval })
}

/** Whatever can be put back is, however much of it fails. */
function atOnce(
  { playbook, furtherPlaybooks }: Pick<Plan, 'playbook' | 'furtherPlaybooks'>,
  targets: Plan['targets'],
): RolloutPart {
  const playbooks = [playbook, ...furtherPlaybooks].map(({ id }) => id)
  return { playbooks, waves: [targets.map(resourceAddress)], errorBudget: targets.length }
}

interface InverseContext {
  readonly reader: TargetReader
  readonly operations: ReadonlyMap<string, Operation>
}

/** Works out the inverses of one target, each on what the ones before it will have left. */
class InverseTarget {
  private readonly before = new Map<string, Resource>()
  private readonly now = new Map<string, Resource>()
  /** Addresses of what will be gone. */
  private readonly removed = new Set<string>()
  private readonly steps: PlannedStep[] = []
  private readonly dependsOn = new Set<string>()
  private readonly bindings: Bindings

  constructor(
    private readonly target: PlannedTarget,
    private readonly state: RunState,
    private readonly context: InverseContext,
  ) {
    this.bindings = new Bindings(target, state.targets.get(resourceAddress(target)))
  }

  async plan(): Promise<PlannedTarget | undefined> {
    const before = await this.read(this.target)
    if (!before) return undefined
    for (const planned of [...this.target.steps].reverse()) {
      const step = this.state.targets.get(resourceAddress(this.target))?.steps.get(planned.step)
      if (step && stillChanged(step)) await this.add(planned, step)
    }
    if (this.steps.length === 0) return undefined
    const basis = basisOf(before, this.dependsOn)
    const { premises: _, ...target } = this.target
    return {
      ...target,
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

  /** True when what the run changed on a step's resource is as it left it, and all else that its plan rested on as it was. */
  private isAsLeft(planned: PlannedStep): boolean {
    const place = planned.on ?? this.target
    const address = resourceAddress(place)
    const resource = this.before.get(address)
    if (!resource) return false
    const isOnIt = ({ on }: PlannedStep): boolean => resourceAddress(on ?? this.target) === address
    const steps = this.target.steps.filter(isOnIt).map(({ on: _, ...step }) => step)
    const sinceBasis = planned.on ? this.target.steps.slice(this.target.steps.indexOf(planned)) : this.target.steps
    const moved = movedElsewhere(place.basis, resource, sinceBasis.filter(isOnIt))
    return moved.length === 0 && changesMissing({ steps }, resource).length === 0
  }

  /** What the run made and what stays. */
  get leftBehind(): readonly SkippedTarget[] {
    const known = this.state.targets.get(resourceAddress(this.target))?.steps
    const steps = this.target.steps.filter(({ step, creates }) => creates && known?.get(step)?.status !== 'undone')
    return steps.flatMap(({ step }) => {
      const staying = this.bindings.madeBy(step).map(resourceAddress)
      const reason = `${step} of the run made it, and nothing takes it away`
      return staying
        .filter((address) => !this.removed.has(address))
        .map((resource): SkippedTarget => ({ resource, kind: 'left-behind', reason }))
    })
  }

  private async add(planned: PlannedStep, { inverse, status }: StepState): Promise<void> {
    if (inverse === undefined || inverse === 'irreversible') return
    const operation = this.context.operations.get(inverse.operation)
    const place = this.placeOf(planned, inverse)
    const resource = place && (await this.read(place))
    if (!operation || !resource || operation.precondition(resource, inverse.params)) return
    const { params } = inverse
    const step = `${this.steps.length + 1}-${operation.verb}`
    const address = resourceAddress(this.target)
    const token = planToken(address, step)
    const after = operation.effect(resource, params, {
      now: new Date(0),
      newId: new StandIns(address, step).next,
      token,
    }).target
    const basis = basisOf(resource, operation.dependsOn)
    const isTarget = resourceAddress(resource) === address
    if (isTarget) for (const path of operation.dependsOn) this.dependsOn.add(path)
    if (after) this.now.set(resourceAddress(resource), after)
    else this.removed.add(resourceAddress(resource))
    this.steps.push({
      step,
      operation: operation.name,
      playbook: planned.playbook,
      ...(isTarget ? {} : { on: { ...placeIn(resource), basis, fingerprint: fingerprintOf(basis) } }),
      params,
      requests: operation.requests(resource, params, token),
      ...changesOfStep(resource, after),
      risk: operation.risk,
      destructive: operation.destructive,
      permissions: operation.permissions,
      inverse: operation.inverse(resource, params) ?? 'irreversible',
      ...(status === 'done' && this.isAsLeft(planned) ? { restores: planned.step } : {}),
    })
  }

  /** Where an inverse acts; undefined where that is not known. */
  private placeOf({ on, step }: PlannedStep, { created }: Inverse): (Partition & { readonly id: string }) | undefined {
    if (created !== undefined) return this.bindings.madeBy(step)[created]
    const { type, account, region, id } = on ?? this.target
    return this.bindings.isOpen(id) ? undefined : { type, account, region, id: this.bindings.bind(id) }
  }

  private course(): readonly PlannedAction[] {
    const operations = this.steps.map(({ step }): PlannedAction => ({ kind: 'operation', step }))
    const settled = this.steps.map(({ operation }) => this.context.operations.get(operation)?.settlesWithin ?? 0)
    const step = `${this.steps.length + 1}-verify`
    return [...operations, { kind: 'verify', step, policies: [], within: Math.max(settleSeconds, ...settled) }]
  }

  private async read(place: Partition & { readonly id: string }): Promise<Resource | undefined> {
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

function placeIn({ type, account, region, id, name }: Resource): PlannedResource {
  return { type, account, region, id, name }
}

function stillChanged({ status, attempts, partial }: StepState): boolean {
  return attempts > 0 && (status === 'done' || status === 'started' || status === 'undo-failed' || partial === true)
}
