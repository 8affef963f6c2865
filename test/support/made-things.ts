import type { Operation, OperationParameters } from '../../src/core/operation.js'
import { type Plan, type PlannedTarget, planHash } from '../../src/core/plan.js'
import type { CompiledPlaybook, Step } from '../../src/core/playbook.js'
import { type Resource, resourceAddress } from '../../src/core/resource.js'
import { expandTarget } from '../../src/engine/plan/expand-target.js'
import { basisOf, fingerprintOf } from '../../src/engine/plan/index.js'
import { nowhere } from './compiled-policy.js'
import { fakeResource } from './fake-estate.js'
import { machineType, settingOperation } from './fake-operations.js'
import { openLimits } from './fake-plan.js'
import { plannedRun, testPlaybook } from './planned-run.js'

export const copyType = 'test.copy'

/** Makes a copy of a machine, whose id only the cloud knows, and which bears the step's token as a tag. */
export function copying(more: Partial<Operation> = {}): Operation {
  return {
    ...settingOperation('make-copy', 'Size'),
    params: {},
    precondition: () => undefined,
    effect: (target, _, { newId, token }) => ({
      target,
      created: [fakeResource(copyType, newId('copy'), { Of: target.id, Label: 'none' }, { tags: { step: token } })],
    }),
    inverse: () => ({ operation: `${copyType}.remove`, params: {}, created: 0 }),
    makes: {
      type: copyType,
      ids: ([answer]) => {
        const { id } = (answer ?? {}) as { readonly id?: string }
        return id === undefined ? undefined : [id]
      },
      bears: ({ tags }, { token }) => tags['step'] === token,
    },
    idempotency: 'check-first',
    requests: ({ id }, _, token) => [{ service: 'test', action: 'make-copy', input: { id, token } }],
    settlesWithin: 0,
    ...more,
  }
}

/** Sets the label of a copy. */
export const label: Operation = {
  ...settingOperation('label', 'Label', { settlesWithin: 0 }),
  name: `${copyType}.label`,
  type: copyType,
  inverse: ({ properties }) => ({
    operation: `${copyType}.label`,
    params: { value: String(properties['Label']) },
  }),
}

export const remove: Operation = {
  ...label,
  name: `${copyType}.remove`,
  verb: 'remove',
  params: {},
  precondition: () => undefined,
  effect: () => ({ target: undefined }),
  inverse: () => undefined,
  requests: ({ id }: Resource, _: OperationParameters, token: string) => [
    { service: 'test', action: 'remove', input: { id, token } },
  ],
}

/** An operation step of the playbook that these plans are of. */
export function acting(operation: Operation, more: Partial<Extract<Step, { kind: 'operation' }>> = {}): Step {
  return {
    kind: 'operation',
    name: operation.verb,
    operation: operation.name,
    params: {},
    undo: 'declared',
    range: nowhere,
    ...more,
  }
}

/** A plan of steps on one machine, worked out as a playbook is. */
export function copyingRun(
  machine: Resource,
  steps: readonly Step[],
  { operations, expiresAt }: { readonly operations: readonly Operation[]; readonly expiresAt?: string },
): Plan {
  const playbook: CompiledPlaybook = {
    ...testPlaybook,
    title: 'copies',
    target: machineType,
    params: {},
    limits: openLimits,
    steps,
    range: nowhere,
  }
  const expansion = expandTarget(
    { target: machine, playbook, params: {}, policies: [], firstNumber: 1 },
    {
      get: (address) => (address === resourceAddress(machine) ? machine : undefined),
      ofType: () => [],
      follow: () => [],
    },
    {
      operations: new Map(operations.map((operation) => [operation.name, operation])),
      types: new Map(),
      playbooks: new Map(),
      now: new Date('2026-11-24T00:00:00.000Z'),
      environmentOf: () => null,
      protection: () => undefined,
      isViolated: () => false,
    },
  )
  if (expansion.kind !== 'planned') throw new Error(expansion.skip.reason)
  const { type, account, region, id, name } = machine
  const basis = basisOf(machine, expansion.dependsOn)
  const target: PlannedTarget = {
    ...{ type, account, region, id, name, basis },
    fingerprint: fingerprintOf(basis),
    findings: [],
    steps: expansion.steps,
    course: expansion.course,
  }
  const { hash: _, ...empty } = plannedRun({ resources: [], steps: [] })
  const plan = {
    ...empty,
    targets: [target],
    rollout: { parts: [{ playbooks: ['make'], waves: [[resourceAddress(target)]], errorBudget: 0 }] },
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }
  return { ...plan, hash: planHash(plan) }
}
