import type { Expression } from '../../core/expression.js'
import type { Effect, Operation, OperationParameters } from '../../core/operation.js'
import type {
  PlannedAction,
  PlannedCreation,
  PlannedPremise,
  PlannedResource,
  PlannedStep,
  SkippedTarget,
} from '../../core/plan.js'
import type { CompiledPlaybook, Step } from '../../core/playbook.js'
import type { ParameterValue } from '../../core/policy.js'
import { type Resource, resourceAddress } from '../../core/resource.js'
import type { ResourceType } from '../../core/resource-type.js'
import { type EvaluationScope, evaluate } from '../expression/index.js'
import { Cover } from './cover.js'
import { changesOfStep } from './document-changes.js'
import { type EstateView, isUnread, SimulatedEstate } from './estate.js'
import { basisOf, fingerprintOf } from './fingerprint.js'
import { Frame } from './frame.js'
import { defaultsOf } from './parameters.js'
import { planToken, StandIns } from './plan-token.js'
import { plannedAction, type QuietStep, whyBoundToFail } from './planned-action.js'
import { premiseOf } from './premises.js'
import type { Ramp } from './rollout.js'
import { simulate } from './simulate.js'
import { evaluateValues } from './step-values.js'
import { pathsUsed, targetScope } from './target-scope.js'

/** What expanding needs to know besides the estate. */
export interface ExpansionContext {
  readonly operations: ReadonlyMap<string, Operation>
  readonly types: ReadonlyMap<string, ResourceType>
  readonly playbooks: ReadonlyMap<string, CompiledPlaybook>
  readonly now: Date
  readonly environmentOf: (resource: Resource) => string | null
  /** Why a resource that is not the target itself must not be touched, or undefined. */
  readonly protection: (resource: Resource) => string | undefined
  /** True when a policy will certainly be violated by a resource that a simulation leaves so. */
  readonly isViolated: (policy: string, resource: Resource) => boolean
}

/** A playbook to be run on one target. */
export interface TargetRequest {
  readonly target: Resource
  readonly playbook: CompiledPlaybook
  readonly params: Readonly<Record<string, ParameterValue>>
  /** The policies that `verify: policy` means. */
  readonly policies: readonly string[]
  /** The number of its first step; more than 1 where another playbook goes before on the same target. */
  readonly firstNumber: number
}

type Skip = Pick<SkippedTarget, 'kind' | 'reason'>

/** What a playbook comes to on one target. */
export type Expansion =
  | ({ readonly kind: 'skipped' } & { readonly skip: Skip })
  | {
      readonly kind: 'planned'
      readonly steps: readonly PlannedStep[]
      readonly course: readonly PlannedAction[]
      /** The waves that steps of it are taken in. */
      readonly ramps: readonly Ramp[]
      /** Paths of the target that it rests on. */
      readonly dependsOn: readonly string[]
      /** Conditions that it rests on and that those paths do not settle. */
      readonly premises: readonly PlannedPremise[]
      /** The states of resources afterwards, by address; undefined for those that will be gone. */
      readonly changes: ReadonlyMap<string, Resource | undefined>
    }

/** Works a playbook out on one target, step by step, each on what the steps before it will have left. */
export function expandTarget(request: TargetRequest, estate: EstateView, context: ExpansionContext): Expansion {
  return new TargetExpansion(request, new SimulatedEstate(estate), context).expand()
}

type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>

class TargetExpansion {
  private readonly steps: PlannedStep[] = []
  private readonly course: PlannedAction[] = []
  private readonly ramps: Ramp[] = []
  private readonly dependsOn = new Set<string>()
  private readonly premises: PlannedPremise[] = []
  /** Addresses of what the steps make. */
  private readonly made = new Set<string>()
  private readonly address: string
  private readonly environment: string | null
  private last: Resource
  private already: string | undefined
  /** Why a step will not hold. */
  private doom: string | undefined
  private number: number

  constructor(
    private readonly request: TargetRequest,
    private readonly estate: SimulatedEstate,
    private readonly context: ExpansionContext,
  ) {
    this.address = resourceAddress(request.target)
    this.environment = context.environmentOf(request.target)
    this.last = request.target
    this.number = request.firstNumber
  }

  expand(): Expansion {
    const { playbook, params } = this.request
    const frame = new Frame({ playbook, params, before: this.last, callers: [] })
    this.restsOn([playbook.scope])
    this.assume(playbook.scope, frame)
    const skip = this.takeAll(playbook.steps, frame)
    if (skip) return { kind: 'skipped', skip }
    if (this.steps.length === 0) {
      return { kind: 'skipped', skip: { kind: 'already', reason: this.already ?? 'no step applies to it' } }
    }
    if (this.doom !== undefined) return { kind: 'skipped', skip: refused(this.doom) }
    const { steps, course, ramps, premises, dependsOn } = this
    const { changes } = this.estate
    return { kind: 'planned', steps, course, ramps, premises, dependsOn: [...dependsOn], changes }
  }

  private takeAll(steps: readonly Step[], frame: Frame): Skip | undefined {
    const cover = new Cover()
    for (const step of steps) {
      const taken = this.course.length
      const skip = this.take(step, frame)
      if (skip) return skip
      cover.took(
        step,
        this.course.slice(taken).map(({ step: name }) => name),
      )
    }
    return cover.gap === undefined ? undefined : refused(cover.gap)
  }

  private take(step: Step, frame: Frame): Skip | undefined {
    this.restsOn([step.when])
    const wanted = step.when ? evaluate(step.when, this.scope(frame)) : { value: true }
    if ('unknown' in wanted) return refused(`whether to take ${step.name} is not known: ${wanted.unknown.message}`)
    if (wanted.value !== true) return undefined
    if (this.isUntouched()) this.assume(step.when, frame)
    switch (step.kind) {
      case 'operation':
        return this.operate(step, frame)
      case 'forEach':
        return this.takeInWaves(step, frame)
      case 'run':
        return this.run(step, frame)
      case 'query':
        return this.query(step, frame)
      case 'verify':
      case 'wait':
        return this.ask(step, frame)
      default:
        return this.act(step, frame)
    }
  }

  private takeInWaves(step: Ramp, frame: Frame): Skip | undefined {
    const before = this.steps.length
    const skip = this.takeAll(step.steps, frame)
    if (this.steps.length > before) this.ramps.push(step)
    return skip
  }

  private scope({ params, before, results }: Frame, item?: Resource): EvaluationScope {
    const { estate, environment, context } = this
    const parts = { estate, environment, params, before, now: context.now, steps: results }
    return targetScope(this.last, item ? { ...parts, item } : parts)
  }

  private restsOn(values: Parameters<typeof pathsUsed>[0]): void {
    for (const path of pathsUsed(values)) this.dependsOn.add(path)
  }

  /** Notes a condition that was true of the target as it is. */
  private assume(condition: Expression | undefined, { params, results: steps }: Frame): void {
    if (condition) this.premises.push(...premiseOf(condition, { params, steps }))
  }

  /** True while no step has changed the target that the snapshot holds. */
  private isUntouched(): boolean {
    return this.request.firstNumber === 1 && this.steps.length === 0
  }

  private nextStep(word: string): string {
    return `${this.number++}-${word}`
  }

  private operate(step: StepOf<'operation'>, frame: Frame): Skip | undefined {
    const { operations } = this.context
    const operation = operations.get(step.operation) ?? operations.get(`${frame.playbook.target}.${step.operation}`)
    if (!operation) return refused(`there is no operation ${step.operation}`)
    this.restsOn(Object.values(step.params))
    const subjects = this.subjects(step.on, frame)
    if ('skip' in subjects) return subjects.skip
    for (const subject of subjects.resources) {
      const params = evaluateValues(step.params, this.scope(frame, step.on === undefined ? undefined : subject))
      if ('unknown' in params) return refused(`${operation.verb}: ${params.unknown}`)
      const skip = this.actOn(subject, { operation, params: params.value, step, frame })
      if (skip) return skip
    }
    return undefined
  }

  /** The resources that a step acts on, as the steps before it leave them; none of those that will be gone. */
  private subjects(on: string | undefined, frame: Frame): Subjects {
    if (on === undefined) {
      const target = this.estate.get(this.address)
      return target ? { resources: [target] } : { skip: refused('an earlier step removes it') }
    }
    if (!on.startsWith('links.')) {
      return { resources: frame.addressesOf(on).flatMap((address) => this.estate.get(address) ?? []) }
    }
    const linked = this.estate.follow(this.last, on.slice('links.'.length))
    return isUnread(linked) ? { skip: refused(`${on} could not be read: ${linked.message}`) } : { resources: linked }
  }

  private actOn(subject: Resource, { operation, params, step, frame }: OperationOnSubject): Skip | undefined {
    const address = resourceAddress(subject)
    const isTarget = address === this.address
    const protection = isTarget ? undefined : this.context.protection(subject)
    if (protection !== undefined) return { kind: 'protected', reason: `${subject.name}: ${protection}` }
    const name = this.nextStep(operation.verb)
    const standIns = new StandIns(this.address, name)
    const context = { now: this.context.now, newId: standIns.next, token: planToken(this.address, name) }
    const type = this.context.types.get(subject.type)
    const outcome = simulate({ operation, target: subject, params, context, type })
    if (outcome.kind !== 'changed') {
      return outcome.kind === 'already'
        ? this.passOver(outcome.reason)
        : refused(`${operation.verb}: ${outcome.reason}`)
    }
    if (isTarget) for (const path of operation.dependsOn) this.dependsOn.add(path)
    this.steps.push(this.plannedStep(subject, { name, operation, params, step, frame, outcome, standIns }))
    this.course.push({ kind: 'operation', step: name })
    this.estate.set(address, outcome.target)
    for (const created of outcome.created) {
      this.estate.set(resourceAddress(created), created)
      this.made.add(resourceAddress(created))
    }
    frame.made(step.name, outcome.created)
    if (isTarget && outcome.target) this.last = outcome.target
    return undefined
  }

  /** A step whose target is as wanted is left out, and its number given back. */
  private passOver(reason: string): undefined {
    this.number--
    this.already ??= reason
    return undefined
  }

  private plannedStep(subject: Resource, parts: SimulatedOperation): PlannedStep {
    const { name, operation, params, step, frame, outcome, standIns } = parts
    const inverse = step.undo === 'irreversible' ? undefined : operation.inverse(subject, params)
    const basis = this.made.has(resourceAddress(subject)) ? {} : basisOf(subject, operation.dependsOn)
    return {
      step: name,
      operation: operation.name,
      playbook: frame.playbook.id,
      ...(resourceAddress(subject) === this.address
        ? {}
        : { on: { ...placeOf(subject), fingerprint: fingerprintOf(basis), basis } }),
      params,
      requests: operation.requests(subject, params, planToken(this.address, name)),
      ...changesOfStep(subject, outcome.target),
      ...(outcome.created.length > 0 ? { creates: outcome.created.map((one) => creationOf(one, standIns)) } : {}),
      risk: operation.risk,
      destructive: operation.destructive,
      permissions: operation.permissions,
      inverse: inverse ?? 'irreversible',
    }
  }

  private run(step: StepOf<'run'>, frame: Frame): Skip | undefined {
    const playbook = this.context.playbooks.get(step.playbook)
    if (!playbook) return refused(`there is no playbook ${step.playbook}`)
    const callers = [...frame.callers, frame.playbook.id]
    if (callers.includes(playbook.id)) return refused(`the playbook ${playbook.id} runs itself`)
    this.restsOn([playbook.scope, ...Object.values(step.params)])
    const given = evaluateValues(step.params, this.scope(frame))
    if ('unknown' in given) return refused(`run ${playbook.id}: ${given.unknown}`)
    const params = { ...defaultsOf(playbook), ...given.value }
    const inner = new Frame({ playbook, params, before: this.last, callers })
    const inScope = playbook.scope ? evaluate(playbook.scope, this.scope(inner)) : { value: true }
    if ('unknown' in inScope) return refused(`whether ${playbook.id} applies is not known: ${inScope.unknown.message}`)
    if (inScope.value !== true) return undefined
    if (this.isUntouched()) this.assume(playbook.scope, inner)
    return this.takeAll(playbook.steps, inner)
  }

  private query(step: StepOf<'query'>, frame: Frame): Skip | undefined {
    const { variables } = this.scope(frame)
    const found: Resource[] = []
    for (const candidate of this.estate.ofType(step.type)) {
      if (candidate.account !== this.last.account) continue
      const parts = { estate: this.estate, params: frame.params, now: this.context.now, steps: frame.results }
      const scope = targetScope(candidate, { ...parts, environment: this.context.environmentOf(candidate) })
      const result = evaluate(step.where, { ...scope, ...(variables ? { variables } : {}) })
      if ('unknown' in result) return refused(`${step.name} is not known: ${result.unknown.message}`)
      if (result.value === true) found.push(candidate)
    }
    frame.found(step.name, found)
    return undefined
  }

  /** A step that asks something, once of each resource that it is about. */
  private ask(step: StepOf<'verify' | 'wait'>, frame: Frame): Skip | undefined {
    if (step.on === undefined) return this.act(step, frame)
    const subjects = this.subjects(step.on, frame)
    if ('skip' in subjects) return subjects.skip
    for (const subject of subjects.resources) this.act(step, frame, subject)
    return undefined
  }

  private act(step: QuietStep, frame: Frame, item?: Resource): undefined {
    const scope = this.scope(frame, item)
    const { policies, target: before } = this.request
    const names = { params: frame.params, steps: frame.results }
    const on = item ? { on: placeOf(item) } : {}
    const action = plannedAction(step, { name: this.nextStep(step.kind), policies, scope, names, ...on })
    this.course.push(action)
    const after = this.estate.get(this.address)
    if (after && this.steps.length > 0)
      this.doom ??= whyBoundToFail(action, { before, after, scope, isViolated: this.context.isViolated })
    return undefined
  }
}

interface OperationOnSubject {
  readonly operation: Operation
  readonly params: OperationParameters
  readonly step: StepOf<'operation'>
  readonly frame: Frame
}

interface SimulatedOperation extends OperationOnSubject {
  readonly name: string
  readonly outcome: Required<Pick<Effect, 'created'>> & Pick<Effect, 'target'>
  readonly standIns: StandIns
}

type Subjects = { readonly resources: readonly Resource[] } | { readonly skip: Skip }

function refused(reason: string): Skip {
  return { kind: 'refused', reason }
}

function creationOf(resource: Resource, standIns: StandIns): PlannedCreation {
  const standIn = standIns.within(resource.id)
  return { ...placeOf(resource), ...(standIn === undefined ? {} : { standIn }) }
}

function placeOf({ type, account, region, id, name }: Resource): PlannedResource {
  return { type, account, region, id, name }
}
