// Plan: canonical JSON, hashed; what `escher plan` writes and `escher apply` follows.
import type { CloudRequest, Inverse, OperationParameters, Risk } from './operation.js'
import type { ParameterValue } from './policy.js'
import type { Partition } from './resource.js'

export interface PlannedChange {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

export interface PlannedStep {
  /** Number within the target, from 1; the run's record names target and step. */
  readonly step: string
  readonly operation: string
  readonly params: OperationParameters
  readonly requests: readonly CloudRequest[]
  readonly changes: readonly PlannedChange[]
  readonly risk: Risk
  readonly destructive: boolean
  readonly permissions: readonly string[]
  readonly inverse: Inverse | 'irreversible'
}

export interface PlannedTarget extends Partition {
  readonly id: string
  readonly name: string
  readonly environment?: string
  /** Hash of the parts of the document that the plan rests on; checked again before acting. */
  readonly fingerprint: string
  readonly findings: readonly string[]
  readonly steps: readonly PlannedStep[]
}

export interface Prediction {
  readonly resolved: readonly string[]
  readonly appearing: readonly { readonly policy: string; readonly resource: string }[]
  readonly unknown: readonly { readonly policy: string; readonly resource: string }[]
}

export interface ApprovalRequirement {
  readonly approvals: number
  readonly roles: readonly string[]
  readonly notRequester: boolean
  readonly reason: string
  readonly standing?: string
}

export interface Plan {
  readonly version: 1
  readonly playbook: {
    readonly id: string
    readonly version: number
    readonly digest: string
    readonly content: unknown
  }
  readonly params: Readonly<Record<string, ParameterValue>>
  readonly changedParams: readonly string[]
  readonly snapshot: string
  readonly commit?: string
  readonly requester: string
  readonly createdAt: string
  readonly expiresAt: string
  readonly targets: readonly PlannedTarget[]
  readonly skipped: readonly { readonly resource: string; readonly reason: string }[]
  readonly prediction: Prediction
  readonly risk: Risk
  readonly approval: ApprovalRequirement
  readonly monthlySavings?: { readonly amount: string; readonly currency: string }
  readonly hash: string
}
