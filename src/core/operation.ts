import type { ParameterValue } from './policy.js'
import type { Resource } from './resource.js'

/** How much harm an operation can do, least first. Approvals follow from risk × environment × target count. */
export const risks = ['low', 'medium', 'high', 'critical'] as const
export type Risk = (typeof risks)[number]

/** A call to a cloud as data: exactly what will be sent. Built without credentials, validated against the vendor's schemas. */
export interface CloudRequest {
  /** AWS: the service (`s3`); Azure: `arm`; GCP: the API (`compute`). */
  readonly service: string
  /** AWS: the API operation (`PutPublicAccessBlock`); Azure: method; GCP: method id (`instances.stop`). */
  readonly action: string
  /** AWS: the operation's input; Azure: `{ path, apiVersion, body }`; GCP: `{ ...path and query parameters, body }`. */
  readonly input: Readonly<Record<string, unknown>>
}

/** What an operation takes; the compiler checks playbook parameters against it. */
export interface OperationParameter {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'duration' | 'map' | 'list'
  readonly title: string
  readonly default?: ParameterValue
  readonly required?: boolean
  readonly values?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
}

export type OperationParameters = Readonly<Record<string, ParameterValue>>

/** What simulating an operation gives: the target as it will be, and resources that will come to be or go. */
export interface Effect {
  /** Undefined when the operation removes its target. */
  readonly target: Resource | undefined
  readonly created?: readonly Resource[]
}

/** The operation that puts things back. */
export interface Inverse {
  readonly operation: string
  readonly params: OperationParameters
  /** Which of the resources that were made it acts on, counted from 0; on the target when left out. */
  readonly created?: number
}

/** A change as it was sent. `token` is unique to run and step. */
export interface SentChange {
  readonly target: Resource
  readonly params: OperationParameters
  readonly token: string
}

/** How an operation that makes resources tells which ones they are. What it makes is all of one type. */
export interface Making {
  /** The type of what it makes. */
  readonly type: string
  /**
   * The ids of what was made, in the order in which the effect creates them: those that the answers hold, or that the
   * requests gave. Undefined where the answers do not tell. Asked for at once, of what is recorded of each answer.
   */
  readonly ids: (responses: readonly unknown[], sent: SentChange) => readonly string[] | undefined
  /**
   * Whether a resource bears the mark of this very step: its token in a tag, a description or a name. This is how what
   * was made is found again when no answer came.
   */
  readonly bears: (candidate: Resource, mark: StepMark) => boolean
}

/** What a step leaves on what it makes: its token, with what the step acted on. */
export interface StepMark {
  readonly target: Pick<Resource, 'type' | 'account' | 'region' | 'id' | 'name'>
  readonly params: OperationParameters
  readonly token: string
}

/** How a repeated call is kept from acting twice. `check-first`: the resource is looked at before acting again. */
export type Idempotency = 'natural' | 'token' | 'check-first'

/** Everything known of one operation on one resource type. Pure but for what sends `requests`, which is the provider. */
export interface Operation {
  /** `<type>.<verb>`: `aws.ec2.instance.stop`. */
  readonly name: string
  readonly verb: string
  readonly type: string
  readonly title: string
  /** The vendor's page on the call. */
  readonly documentation: string
  readonly params: Readonly<Record<string, OperationParameter>>
  readonly risk: Risk
  /** True when data or a running service can be lost; such operations need a filter and stay within narrow limits. */
  readonly destructive: boolean
  readonly permissions: readonly string[]
  /** Aspects of the target that precondition, effect and inverse look at. */
  readonly reads: readonly string[]
  /** Paths in the document (`State.Name`) that they rest on: a plan is stale when one of them has moved. */
  readonly dependsOn: readonly string[]
  /** Why the operation cannot or need not run on this target, or undefined when it can. */
  readonly precondition: (target: Resource, params: OperationParameters) => Refusal | undefined
  readonly effect: (target: Resource, params: OperationParameters, context: EffectContext) => Effect
  /** Of operations whose effect creates resources that later steps may act on. */
  readonly makes?: Making
  /** From the state *before*; undefined when it cannot be undone. */
  readonly inverse: (before: Resource, params: OperationParameters) => Inverse | undefined
  /** Whether `inverse` can ever give one; told by trying where it is left out. */
  readonly reversible?: boolean
  readonly idempotency: Idempotency
  /** What it changes in the bill that its effect does not show, where it does; the cost afterwards is then not known. */
  readonly unseenCost?: (params: OperationParameters) => string | undefined
  /** The calls, in order. `token` is unique to run and step, for APIs that take an idempotency token. */
  readonly requests: (target: Resource, params: OperationParameters, token: string) => readonly CloudRequest[]
  /** Seconds within which the effect shows in a read. */
  readonly settlesWithin: number
}

export interface EffectContext {
  readonly now: Date
  /** A stable stand-in for the id of a resource that the cloud will name. */
  readonly newId: (kind: string) => string
  /** The token that requests are made with, for marks that it leaves on what is made. */
  readonly token: string
}

/** `already` means that the target is as wanted: the step is done without acting. */
export interface Refusal {
  readonly kind: 'already' | 'refused'
  readonly reason: string
}
