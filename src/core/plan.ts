// Plan: canonical JSON, hashed; what `escher plan` writes and `escher apply` follows.

import { digest } from './canonical-json.js'
import type { Expression } from './expression.js'
import type { CloudRequest, Inverse, OperationParameters, Risk } from './operation.js'
import type { ParameterValue } from './policy.js'
import type { Partition, Resource } from './resource.js'

export interface PlannedChange {
  /**
   * Where in the document: `State.Name`, `Labels["a b"]`; in a list of keys and values `Tags["owner"]`, and in any other
   * `Rules[]` for an element that goes (only `before`) or comes (only `after`). `tags.owner` for tags outside of it.
   */
  readonly path: string
  /** Left out where there was nothing. */
  readonly before?: unknown
  /** Left out where there will be nothing. */
  readonly after?: unknown
}

/** A resource by address, as plans name those that are not the target itself. */
export type PlannedResource = Pick<Resource, 'type' | 'account' | 'region' | 'id' | 'name'>

/** A resource that a step will make. */
export interface PlannedCreation extends PlannedResource {
  /** What stands in its id, and wherever a later step names it, for what only the cloud knows; none where the step itself names it. */
  readonly standIn?: string
}

/** What a condition of a step sees besides resources, as the plan knew it. */
export interface PlannedNames {
  readonly params: Readonly<Record<string, ParameterValue>>
  /** What the earlier steps that it mentions found or made. */
  readonly steps: Readonly<Record<string, unknown>>
}

/**
 * What sent a plan to a target: policies that it violates, and conditions that rest on more than its own document, such as
 * figures, other resources or the time. All of it is asked again before the target's first change.
 */
export interface PlannedPremises {
  readonly policies: readonly string[]
  readonly conditions: readonly PlannedPremise[]
}

export interface PlannedPremise {
  readonly condition: Expression
  readonly names?: PlannedNames
}

/** What a resource looked like to the plan, by path of the document: digests of the values there. */
export type Basis = Readonly<Record<string, string>>

export interface PlannedStep {
  /** Number and verb within the target, `2-tag`, numbered from 1; a run names the step `<target address>#2-tag`. */
  readonly step: string
  readonly operation: string
  /** The playbook that the step comes from. */
  readonly playbook: string
  /**
   * The resource acted on where it is not the target (`on: links.x`), with what its fingerprint is made of: nothing for
   * one that an earlier step makes.
   */
  readonly on?: PlannedResource & { readonly fingerprint: string; readonly basis: Basis }
  readonly params: OperationParameters
  /** Made with `planToken(target address, step)` in the place of the run's token. */
  readonly requests: readonly CloudRequest[]
  readonly changes: readonly PlannedChange[]
  /** True when the tags of the resource acted on will be others, whatever property shows them. */
  readonly retags?: true
  /** True when the resource acted on will be gone. */
  readonly removes?: true
  /** Resources that will come to be; their ids are stand-ins until the step is done. */
  readonly creates?: readonly PlannedCreation[]
  readonly risk: Risk
  readonly destructive: boolean
  readonly permissions: readonly string[]
  readonly inverse: Inverse | 'irreversible'
  /** In a plan that takes back a run: the step whose earlier state it puts back, where all else is as that run left it. */
  readonly restores?: string
}

/** What a condition sees as `params`: those of the playbook that it comes from. Left out where it uses none. */
export type ConditionParameters = Readonly<Record<string, ParameterValue>>

/** One thing of a target's course. `step` is unique within the target and numbered along with operations. */
export type PlannedAction =
  | { readonly kind: 'operation'; readonly step: string }
  | {
      readonly kind: 'verify'
      readonly step: string
      /** Each of these policies must be compliant on the target, and the condition true. */
      readonly policies: readonly string[]
      readonly condition?: Expression
      /** The resource that the condition knows as `item`. */
      readonly on?: PlannedResource
      readonly names?: PlannedNames
      /** Seconds. */
      readonly within: number
    }
  | {
      readonly kind: 'wait'
      readonly step: string
      readonly seconds?: number
      readonly until?: Expression
      /** The resource that the condition knows as `item`. */
      readonly on?: PlannedResource
      readonly names?: PlannedNames
      readonly timeout: number
    }
  | {
      readonly kind: 'approve'
      readonly step: string
      readonly roles: readonly string[]
      readonly count: number
      readonly expires: number
    }
  | { readonly kind: 'notify'; readonly step: string; readonly message: string }

/**
 * What a target and all that its steps touch or create cost a month, as if the state lasted one: exact decimal texts.
 * Each is left out where it is not known; then `unknown` has the reasons. Where nothing is charged, there is no currency.
 */
export interface PlannedCost {
  readonly currency?: string
  readonly before?: string
  readonly after?: string
  /** `after` less `before`; negative when money is saved. Known also where only what is billed the same has no price. */
  readonly change?: string
  readonly unknown?: readonly string[]
}

/** What a whole plan changes a month. */
export interface PlanCost {
  /** The sums of the changes that are known, by currency, as exact decimal texts. */
  readonly monthlyChange: readonly { readonly currency: string; readonly amount: string }[]
  /** How many targets have a change that is not known. */
  readonly unknown: number
}

export interface PlannedTarget extends Partition {
  readonly id: string
  readonly name: string
  readonly environment?: string
  /** Hash of the parts of the document that the plan rests on; checked again before acting. */
  readonly fingerprint: string
  /** What the fingerprint is made of, so that a stale plan can say what moved. */
  readonly basis: Basis
  /** Ids of the findings that sent us here. */
  readonly findings: readonly string[]
  /** Left out where the fingerprint tells all. */
  readonly premises?: PlannedPremises
  /** The operations, in order. */
  readonly steps: readonly PlannedStep[]
  /** Everything that happens to the target in order: operations by step name, and what stands between them. */
  readonly course: readonly PlannedAction[]
  /** Left out by versions that did not work it out. */
  readonly cost?: PlannedCost
}

/** A policy, and the address of the resource of which it will say something else. */
export interface PredictedVerdict {
  readonly policy: string
  readonly resource: string
}

export interface Prediction {
  /** `finding` is the id of the finding that will be gone. */
  readonly resolved: readonly (PredictedVerdict & { readonly finding: string })[]
  readonly appearing: readonly PredictedVerdict[]
  readonly unknown: readonly PredictedVerdict[]
}

export interface ApprovalRequirement {
  readonly approvals: number
  readonly roles: readonly string[]
  readonly notRequester: boolean
  readonly reason: string
  /** The standing approval that covers the plan, if its uses are not spent. */
  readonly standing?: string
  /** True where nobody else is asked: the requester goes ahead alone, and the run is marked so. */
  readonly selfApproved?: true
}

export interface PlannedPlaybook {
  readonly id: string
  readonly version: number
  readonly digest: string
  /** The compiled playbook. */
  readonly content: unknown
}

/** Targets that are acted on by the same playbooks, or by ones that share some: what fails there stops no other part. */
export interface RolloutPart {
  /** Ids, of those that a `run` step calls left out. */
  readonly playbooks: readonly string[]
  /** By address: a wave begins when the one before it is done. */
  readonly waves: readonly (readonly string[])[]
  /** No further targets of the part are taken when more than this have failed. */
  readonly errorBudget: number
}

/** In which order targets are taken: part by part. */
export interface Rollout {
  readonly parts: readonly RolloutPart[]
}

export interface SkippedTarget {
  /** An address. */
  readonly resource: string
  readonly reason: string
  readonly kind:
    | 'already'
    | 'refused'
    | 'out-of-scope'
    | 'protected'
    | 'not-allowed'
    | 'exempted'
    | 'conflicting'
    | 'left-behind'
}

export interface Plan {
  readonly version: 1
  /** The playbook whose steps come first. */
  readonly playbook: PlannedPlaybook
  /** Others that take part: those of further policies, and those that a `run` step calls. */
  readonly furtherPlaybooks: readonly PlannedPlaybook[]
  readonly params: Readonly<Record<string, ParameterValue>>
  readonly changedParams: readonly string[]
  readonly snapshot: string
  /** The run that the plan takes back. */
  readonly undoes?: string
  readonly commit?: string
  readonly requester: string
  readonly createdAt: string
  readonly expiresAt: string
  /** The first moment within the playbooks' windows, where there are any and that is not at once. */
  readonly notBefore?: string
  /** By address. */
  readonly targets: readonly PlannedTarget[]
  readonly rollout: Rollout
  readonly skipped: readonly SkippedTarget[]
  readonly prediction: Prediction
  readonly risk: Risk
  readonly approval: ApprovalRequirement
  /** Left out by versions that did not work it out. */
  readonly cost?: PlanCost
  readonly hash: string
}

/** How much one plan may touch, whatever its playbooks allow. */
export interface BlastRadius {
  readonly maximumTargets: number
  /** The same for plans with a destructive step. */
  readonly maximumDestroyed: number
  readonly maximumRisk: Risk
  /** Tags, in any case, whose bearers are never touched; the value `*` stands for any. */
  readonly protectedTags: Readonly<Record<string, string>>
}

/** What holds without a configuration. */
export const defaultBlastRadius: BlastRadius = {
  maximumTargets: 100,
  maximumDestroyed: 10,
  maximumRisk: 'critical',
  protectedTags: { 'escher:protected': '*', 'do-not-touch': '*' },
}

/** How long a plan may wait for its approval. */
export const planLifetimeSeconds = 24 * 3600

/** The hash that a plan must carry: over everything else in it. */
export function planHash(plan: Omit<Plan, 'hash'>): string {
  const { hash: _, ...rest } = plan as Plan
  return digest(rest)
}
