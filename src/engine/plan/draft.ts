import type { PlannedPremises, PlannedTarget, SkippedTarget } from '../../core/plan.js'
import type { CompiledPlaybook } from '../../core/playbook.js'
import { type Resource, resourceAddress } from '../../core/resource.js'
import type { Movement } from '../cost/index.js'
import { environmentsOf } from '../environment.js'
import { type Candidate, chooseTargets } from './choose-targets.js'
import { type Claim, claimOf } from './claim.js'
import { type Conflict, conflictsOn, type Touch } from './conflicts.js'
import { SimulatedEstate } from './estate.js'
import { type Expansion, type ExpansionContext, expandTarget, type TargetRequest } from './expand-target.js'
import { basisOf, fingerprintOf } from './fingerprint.js'
import { ForeseenVerdicts } from './foreseen-verdicts.js'
import { type Admission, type Exclusion, exclusionOf, playbooksWithin } from './limits.js'
import type { PlanRequest, PlaybookOrder } from './plan-request.js'
import { premiseOf, premisesOf } from './premises.js'
import type { Ramp } from './rollout.js'

/** An order as it was worked out. */
export interface DraftedOrder {
  readonly order: PlaybookOrder
  /** Its playbook and those that it calls. */
  readonly playbooks: readonly CompiledPlaybook[]
  /** Addresses of targets that it acts on. */
  readonly targets: readonly string[]
  /** The waves that its steps are taken in. */
  readonly ramps: readonly Ramp[]
}

type Planned = Extract<Expansion, { kind: 'planned' }>

interface DraftedTarget {
  readonly before: Resource
  readonly environment: string | null
  readonly findings: readonly string[]
  readonly premises: PlannedPremises
  readonly expansions: readonly Planned[]
  readonly movements: readonly Movement[]
}

/** All orders worked out, each on what those before it will have left. */
export class Draft {
  readonly orders: DraftedOrder[] = []
  readonly skipped: SkippedTarget[] = []
  readonly exclusions: Exclusion[] = []
  readonly estate: SimulatedEstate
  private readonly obstacles: Conflict[] = []
  private readonly drafted = new Map<string, DraftedTarget>()
  private readonly satisfied: LeftOut[] = []
  private readonly touches = new Map<string, Touch[]>()
  private readonly verdicts: ForeseenVerdicts
  private readonly environments = new Map<string, (resource: Resource) => string | null>()

  /** `yielding` has the claims, by key, that are left out for the reason given. */
  constructor(
    private readonly request: PlanRequest,
    private readonly yielding: ReadonlyMap<string, string>,
  ) {
    this.estate = new SimulatedEstate(request.estate)
    this.verdicts = new ForeseenVerdicts(request.policies, request)
    for (const order of inOrder(request.orders)) this.takeOrder(order)
  }

  /** The targets by address. */
  get targets(): readonly PlannedTarget[] {
    return [...this.drafted]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, target]) => plannedTarget(target))
  }

  /** What becomes of resources for the sake of each target, by its address: of the target, and of what its steps touch or create. */
  get movements(): ReadonlyMap<string, readonly Movement[]> {
    return new Map([...this.drafted].map(([address, { movements }]) => [address, movements]))
  }

  /** Where orders contradict each other. */
  get conflicts(): readonly Conflict[] {
    const shared = [...this.touches].filter(([, touches]) => touches.length > 1)
    return [
      ...this.obstacles,
      ...this.satisfied.flatMap((one) => this.disturbance(one)),
      ...shared.flatMap(([address, touches]) => conflictsOn(touches, this.estate.get(address))),
    ]
  }

  readonly environmentOf = (resource: Resource): string | null => {
    const known = this.environments.get(resource.account)
    if (known) return known(resource)
    const made = environmentsOf(this.request.configuration, resource.account)
    this.environments.set(resource.account, made)
    return made(resource)
  }

  private takeOrder(order: PlaybookOrder): void {
    const playbooks = playbooksWithin(order.playbook, this.request.playbooks)
    const { blastRadius, configuration } = this.request
    const admission = { limits: playbooks.map(({ limits }) => limits), blastRadius, configuration }
    const context = this.contextOf(admission)
    const { candidates, skipped } = chooseTargets(order, this.request, this.environmentOf)
    this.skipped.push(...skipped)
    const targets = candidates.filter((candidate) => this.takeTarget(candidate, { order, admission, context }))
    const addresses = targets.map(({ target }) => resourceAddress(target))
    const ramps = addresses.flatMap((address) => this.drafted.get(address)?.expansions.at(-1)?.ramps ?? [])
    this.orders.push({ order, playbooks, targets: addresses, ramps: [...new Set(ramps)] })
  }

  private contextOf(admission: Admission): ExpansionContext {
    const { operations, types, playbooks, now } = this.request
    const protection = (resource: Resource): string | undefined =>
      exclusionOf(resource, this.environmentOf(resource), admission)?.reason
    const { environmentOf, verdicts } = this
    return { operations, types, playbooks, now, environmentOf, protection, isViolated: verdicts.isViolated }
  }

  /** Works one target out; true when something is planned for it. */
  private takeTarget(candidate: Candidate, parts: OrderParts): boolean {
    const { target, findings } = candidate
    const address = resourceAddress(target)
    const by = claimOf(parts.order, candidate)
    const reason = this.yielding.get(by.key)
    if (reason !== undefined) {
      this.skipped.push({ resource: address, kind: 'conflicting', reason })
      return false
    }
    const exclusion = exclusionOf(target, this.environmentOf(target), parts.admission)
    if (exclusion) {
      this.exclusions.push(exclusion)
      this.skipped.push({ resource: address, kind: exclusion.kind, reason: exclusion.reason })
      return false
    }
    const current = this.estate.get(address)
    if (!current) {
      this.contradict(address, by, 'one removes it, and the other changes it')
      return false
    }
    const known = this.drafted.get(address)
    const taken = (known?.expansions ?? []).reduce((sum, { course }) => sum + course.length, 0)
    const wanted = {
      target: current,
      playbook: parts.order.playbook,
      params: parts.order.run.params,
      policies: policiesFor(parts.order, findings, this.request),
      firstNumber: taken + 1,
    }
    const expansion = expandTarget(wanted, this.estate, parts.context)
    if (expansion.kind === 'skipped') {
      this.skipped.push({ resource: address, ...expansion.skip })
      this.remember({ wanted, target, skip: expansion.skip, by, context: parts.context })
      return false
    }
    const movements = this.adopt(expansion, by)
    this.drafted.set(address, {
      before: known?.before ?? current,
      environment: this.environmentOf(target),
      findings: [...(known?.findings ?? []), ...findings.map(({ id }) => id)].sort(),
      premises: joined(known?.premises, premisesFor(parts.order, findings, expansion)),
      expansions: [...(known?.expansions ?? []), expansion],
      movements: [...(known?.movements ?? []), ...movements],
    })
    return true
  }

  /** Keeps what a later order might disturb, and says where an earlier one stands in the way. */
  private remember(left: LeftOut): void {
    const { wanted, target, skip, by, context } = left
    const address = resourceAddress(target)
    if (skip.kind === 'already') this.satisfied.push(left)
    if (skip.kind !== 'refused' || !this.touches.has(address)) return
    const alone = expandTarget({ ...wanted, target }, this.request.estate, context)
    if (alone.kind === 'planned') this.contradict(address, by, skip.reason)
  }

  /** What was as one order wanted it, until another changed it. */
  private disturbance({ wanted, target, by, context }: LeftOut): readonly Conflict[] {
    const address = resourceAddress(target)
    const isMissed = (now: Resource | undefined): boolean => {
      if (!now) return false
      const then = new SimulatedEstate(this.request.estate)
      then.set(address, now)
      return expandTarget({ ...wanted, target: now }, then, context).kind !== 'skipped'
    }
    const others = (this.touches.get(address) ?? []).filter((touch) => touch.by.name !== by.name)
    const culprit = isMissed(this.estate.get(address)) ? others.find(({ after }) => isMissed(after)) : undefined
    if (!culprit) return []
    return [{ resource: address, sides: [culprit.by, by], about: 'it is as one wants it, and the other changes that' }]
  }

  private adopt({ changes }: Planned, by: Claim): readonly Movement[] {
    return [...changes].map(([address, after]) => {
      const before = this.estate.get(address)
      if (before) this.touches.set(address, [...(this.touches.get(address) ?? []), { by, before, after }])
      this.estate.set(address, after)
      return { before, after }
    })
  }

  private contradict(address: string, by: Claim, about: string): void {
    const touch = this.touches.get(address)?.at(-1)
    if (touch) this.obstacles.push({ resource: address, sides: [touch.by, by], about })
  }
}

/** A target for which an order plans nothing. */
interface LeftOut {
  readonly wanted: TargetRequest
  readonly target: Resource
  readonly skip: Pick<SkippedTarget, 'kind' | 'reason'>
  readonly by: Claim
  readonly context: ExpansionContext
}

interface OrderParts {
  readonly order: PlaybookOrder
  readonly admission: Admission
  readonly context: ExpansionContext
}

function inOrder(orders: readonly PlaybookOrder[]): readonly PlaybookOrder[] {
  return [...orders].sort((left, right) => (left.playbook.id < right.playbook.id ? -1 : 1))
}

/** What `verify: policy` means: the policies that sent us here, or else all that the playbook is the remedy of. */
function policiesFor(
  { playbook }: PlaybookOrder,
  findings: Candidate['findings'],
  { policies }: PlanRequest,
): readonly string[] {
  if (findings.length > 0) return [...new Set(findings.map(({ policy }) => policy))].sort()
  return policies.filter(({ remediation }) => remediation.playbook === playbook.id).map(({ id }) => id)
}

/** What sent an order to a target. Policies count only where it was sent by findings; a playbook that was asked for is not. */
function premisesFor(
  { run, select }: PlaybookOrder,
  findings: Candidate['findings'],
  { premises }: Planned,
): PlannedPremises {
  const names = { params: run.params, steps: {} }
  const selected = select.flatMap((condition) => premiseOf(condition, names))
  return { policies: findings.map(({ policy }) => policy), conditions: [...selected, ...premises] }
}

function joined(known: PlannedPremises | undefined, more: PlannedPremises): PlannedPremises {
  const policies = new Set([...(known?.policies ?? []), ...more.policies])
  return { policies: [...policies].sort(), conditions: [...(known?.conditions ?? []), ...more.conditions] }
}

function plannedTarget({ before, environment, findings, premises, expansions }: DraftedTarget): PlannedTarget {
  const { type, account, region, id, name } = before
  const basis = basisOf(
    before,
    expansions.flatMap(({ dependsOn }) => dependsOn),
  )
  return {
    type,
    account,
    region,
    id,
    name,
    ...(environment === null ? {} : { environment }),
    fingerprint: fingerprintOf(basis),
    basis,
    findings,
    ...premisesOf(premises),
    steps: expansions.flatMap(({ steps }) => steps),
    course: expansions.flatMap(({ course }) => course),
  }
}
