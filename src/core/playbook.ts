import type { SourceRange } from './diagnostics.js'
import type { Expression } from './expression.js'
import type { OperationParameter, Risk } from './operation.js'
import type { MessageTemplate, ParameterValue } from './policy.js'

/** What an executor may change of a parameter; `fixed` (nothing) when left out. */
export type Extension =
  | { readonly kind: 'choice'; readonly values: readonly ParameterValue[] }
  | { readonly kind: 'range'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'pattern'; readonly pattern: string }
  /** A CEL condition or tag selector that is always intersected with the playbook's own scope. */
  | { readonly kind: 'selector' }

export interface PlaybookParameter extends OperationParameter {
  readonly extend?: Extension
}

/** A value in a step: a constant, or an expression that gives one. */
export type StepValue = ParameterValue | Expression

/** When a playbook may run: days, hours and time zone. */
export interface RunWindow {
  readonly days: readonly string[]
  readonly from: string
  readonly to: string
  readonly timeZone: string
}

/** The most that a playbook may ever touch; every one of them is mandatory or has a safe default. */
export interface Limits {
  readonly maximumTargets: number
  readonly environments: readonly string[]
  readonly accounts: readonly string[]
  readonly maximumRisk: Risk
  readonly windows: readonly RunWindow[]
  /** Tags whose bearers are never touched, e.g. `{ escher: 'protected' }`. */
  readonly protectedTags: Readonly<Record<string, string>>
}

/**
 * One step of a playbook, whose name is unique in it: the author's own, or `<number>-<verb or kind>`, numbered from 1 in
 * the order of the text. A step whose `when` is false of the target is left out; where it cannot be told, the target is
 * refused. Expressions see the target as `resource` (and `target`), and with `on` the resource acted on as `item`. `on`
 * names a link of the target (`links.<name>`), the resources that the query of that name found, or those that the
 * operation step of that name makes.
 */
export type Step =
  | {
      readonly kind: 'operation'
      readonly name: string
      readonly operation: string
      /** What is acted on instead of the target. */
      readonly on?: string
      readonly params: Readonly<Record<string, StepValue>>
      readonly when?: Expression
      readonly undo: 'declared' | 'irreversible'
      readonly range: SourceRange
    }
  | {
      readonly kind: 'verify'
      readonly name: string
      readonly when?: Expression
      /** Without a condition and a policy, what is verified is whatever policies sent the run here. */
      readonly condition?: Expression
      /** What the condition is about besides the target: one action for each. */
      readonly on?: string
      readonly policy?: string
      /** Seconds. */
      readonly within: number
      readonly range: SourceRange
    }
  | {
      readonly kind: 'wait'
      readonly name: string
      readonly when?: Expression
      readonly seconds?: number
      readonly until?: Expression
      /** What the condition is about besides the target: one action for each. */
      readonly on?: string
      readonly timeout: number
      readonly range: SourceRange
    }
  | {
      readonly kind: 'approve'
      readonly name: string
      readonly when?: Expression
      readonly roles: readonly string[]
      readonly count: number
      readonly expires: number
      readonly range: SourceRange
    }
  | {
      readonly kind: 'notify'
      readonly name: string
      readonly when?: Expression
      readonly message: MessageTemplate
      readonly range: SourceRange
    }
  | {
      readonly kind: 'forEach'
      readonly name: string
      readonly when?: Expression
      /** Sizes of the waves: a number of targets from 1 on, below 1 a share of all (0.5 is half); the rest is the last wave. */
      readonly ramp: readonly number[]
      readonly errorBudget: number
      readonly steps: readonly Step[]
      readonly range: SourceRange
    }
  | {
      readonly kind: 'run'
      readonly name: string
      readonly when?: Expression
      readonly playbook: string
      readonly params: Readonly<Record<string, StepValue>>
      readonly range: SourceRange
    }
  | {
      readonly kind: 'query'
      readonly name: string
      readonly when?: Expression
      readonly type: string
      readonly where: Expression
      readonly range: SourceRange
    }

/** A manager's standing permission for one playbook (`alerts/approvals/**`); pinned to the playbook's `digest`. */
export interface StandingApproval {
  readonly id: string
  readonly playbook: string
  readonly digest: string
  readonly grantedBy: string
  readonly reason: string
  readonly environments: readonly string[]
  readonly maximumTargets: number
  /** How many runs it covers in all, and within `rate.seconds`. */
  readonly uses: number
  readonly rate?: { readonly uses: number; readonly seconds: number }
  /** The first day on which it no longer holds, as `YYYY-MM-DD` (UTC). */
  readonly expires: string
  readonly range: SourceRange
}

/** A recurring run (`schedules/**`). */
export interface Schedule {
  readonly id: string
  readonly playbook: string
  readonly params: Readonly<Record<string, ParameterValue>>
  /** Five-field cron text, read in `timeZone` (IANA name). */
  readonly at: string
  readonly timeZone: string
  /** What to do about times that passed while nothing ran. */
  readonly missed: 'skip' | 'run-once'
  /** Days (`YYYY-MM-DD`) on which it does not run. */
  readonly except: readonly string[]
  readonly range: SourceRange
}

/** A playbook as compiled; `digest` covers everything that decides what it can do. */
export interface CompiledPlaybook {
  readonly id: string
  readonly title: string
  readonly description?: string
  readonly version: number
  /** The library playbook and version that this one replaces. */
  readonly overrides?: { readonly playbook: string; readonly version: number }
  readonly target: string
  /** Which resources it may be pointed at; intersected with what a run selects. */
  readonly scope?: Expression
  readonly params: Readonly<Record<string, PlaybookParameter>>
  readonly limits: Limits
  readonly steps: readonly Step[]
  readonly range: SourceRange
  readonly digest: string
}
