import type { Operation, OperationParameters } from '../../src/core/operation.js'
import type { Plan, PlannedAction, PlannedStep, PlannedTarget, RolloutPart } from '../../src/core/plan.js'
import { planHash } from '../../src/core/plan.js'
import type { CompiledPlaybook } from '../../src/core/playbook.js'
import { type Resource, resourceAddress } from '../../src/core/resource.js'
import { basisOf, changesOfStep, fingerprintOf, planToken } from '../../src/engine/plan/index.js'

/** A step that a test plans: an operation with its parameters, or the one `value`, or something between operations. */
export type TestStep =
  | readonly [operation: Operation, value: string | OperationParameters]
  | Exclude<PlannedAction, { kind: 'operation' }>

/** What a test says of a plan; the rest is made up. */
export interface PlanDescription {
  readonly resources: readonly Resource[]
  readonly steps: readonly TestStep[]
  /** One part of all targets where left out, in one wave that bears no failure. */
  readonly rollout?: readonly Partial<RolloutPart>[]
  readonly createdAt?: string
  readonly more?: Partial<Plan>
}

export const testPlaybook = { id: 'test/playbook', version: 1, digest: 'digest-1' } as CompiledPlaybook

/** A plan of the same steps on every resource, simulated one after another. */
export function plannedRun({
  resources,
  steps,
  rollout = [{}],
  createdAt = '2026-11-24T00:00:00.000Z',
  more = {},
}: PlanDescription): Plan {
  const targets = resources.map((resource) => plannedTarget(resource, steps))
  const plan: Omit<Plan, 'hash'> = {
    version: 1,
    playbook: { id: testPlaybook.id, version: testPlaybook.version, digest: testPlaybook.digest, content: null },
    furtherPlaybooks: [],
    params: {},
    changedParams: [],
    snapshot: 's1',
    requester: 'ada',
    createdAt,
    expiresAt: '2026-11-25T00:00:00.000Z',
    targets,
    rollout: { parts: rollout.map((part) => ({ ...partOf(targets), ...part })) },
    skipped: [],
    prediction: { resolved: [], appearing: [], unknown: [] },
    risk: 'low',
    approval: { approvals: 0, roles: [], notRequester: false, reason: 'low risk' },
    ...more,
  }
  return { ...plan, hash: planHash(plan) }
}

function partOf(targets: readonly PlannedTarget[]): RolloutPart {
  return { playbooks: [testPlaybook.id], waves: [targets.map(resourceAddress)], errorBudget: 0 }
}

function plannedTarget(resource: Resource, steps: readonly TestStep[]): PlannedTarget {
  const planned: PlannedStep[] = []
  const course: PlannedAction[] = []
  const paths = new Set<string>()
  let now = resource
  for (const [index, step] of steps.entries()) {
    if (!isOperation(step)) {
      course.push(step)
      continue
    }
    const [operation, given] = step
    const params = typeof given === 'string' ? { value: given } : given
    const name = `${index + 1}-${operation.verb}`
    planned.push(plannedStep(now, { operation, params, name }))
    course.push({ kind: 'operation', step: name })
    for (const path of operation.dependsOn) paths.add(path)
    now = operation.effect(now, params, { now: new Date(0), newId: (kind) => kind, token: 'token' }).target ?? now
  }
  const basis = basisOf(resource, paths)
  const { type, id, name, account, region } = resource
  return {
    type,
    id,
    name,
    account,
    region,
    basis,
    fingerprint: fingerprintOf(basis),
    findings: [],
    steps: planned,
    course,
  }
}

interface StepParts {
  readonly operation: Operation
  readonly params: OperationParameters
  readonly name: string
}

function plannedStep(before: Resource, { operation, params, name }: StepParts): PlannedStep {
  const after = operation.effect(before, params, { now: new Date(0), newId: (kind) => kind, token: 'token' }).target
  return {
    step: name,
    operation: operation.name,
    playbook: testPlaybook.id,
    params,
    requests: operation.requests(before, params, planToken(resourceAddress(before), name)),
    ...changesOfStep(before, after),
    risk: operation.risk,
    destructive: operation.destructive,
    permissions: operation.permissions,
    inverse: operation.inverse(before, params) ?? 'irreversible',
  }
}

function isOperation(step: TestStep): step is readonly [Operation, string | OperationParameters] {
  return Array.isArray(step)
}
