import type { Risk } from '../core/operation.js'
import type { ParameterValue } from '../core/policy.js'
import type { ConditionScope, LooseDocument } from './condition-scope.js'

/** A parameter of a playbook. */
export interface PlaybookParameterDefinition {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'duration' | 'map' | 'list'
  /** What it means, for whoever sets it. */
  readonly title: string
  readonly default?: ParameterValue
  readonly required?: boolean
  readonly values?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  /** What an executor may change of it; nothing when left out. */
  readonly extend?:
    | 'selector'
    | { readonly choice: readonly ParameterValue[] }
    | { readonly range: readonly [minimum: number, maximum: number] }
    | { readonly pattern: string }
}

/** The names that an expression of a playbook may take apart. The target is `resource`, and `target` too. */
export interface StepScope extends Omit<ConditionScope, 'params'> {
  readonly params: LooseDocument
  readonly target: LooseDocument
  /** The target as the playbook found it; not known to `verify` and `wait`, which look at what is there by then. */
  readonly before: LooseDocument
  /** With `on`, the resource acted on. */
  readonly item: LooseDocument
  /** What earlier steps found or made, by step name. */
  readonly steps: LooseDocument
}

/** A value of a step: a constant, a text with `{{ … }}` in CEL, or an arrow function that is read and never run. */
export type StepValueDefinition =
  | ParameterValue
  | ((scope: StepScope) => unknown)
  | readonly StepValueDefinition[]
  | { readonly [name: string]: StepValueDefinition }

type StepCondition = string | ((scope: StepScope) => unknown)

interface StepCommon {
  /** Unique in the playbook. */
  readonly name?: string
  /** The step is left out where this is false. */
  readonly when?: StepCondition
}

/** One step: exactly one of the forms. */
export type StepDefinition =
  | (StepCommon & {
      /** A verb of the target's type, or the full name of an operation. */
      readonly operation: string
      /** What is acted on instead of the target: `links.<name>`, or the name of a query or of a step that makes something. */
      readonly on?: string
      readonly with?: Readonly<Record<string, StepValueDefinition>>
      readonly undo?: 'irreversible'
    })
  | (StepCommon & {
      readonly verify: 'policy' | StepCondition | { readonly policy: string }
      readonly within?: string
      /** What the condition knows as `item`: `links.<name>`, or the name of a query or of a step that makes something. */
      readonly on?: string
    })
  | (StepCommon & {
      readonly wait: string | { readonly until: StepCondition; readonly timeout: string }
      /** What the condition knows as `item`: `links.<name>`, or the name of a query or of a step that makes something. */
      readonly on?: string
    })
  | (StepCommon & {
      readonly approve: { readonly roles: readonly string[]; readonly count?: number; readonly expires?: string }
    })
  | (StepCommon & { readonly notify: string })
  | (StepCommon & {
      readonly forEach: {
        readonly ramp: readonly (number | `${number}%`)[]
        readonly errorBudget?: number
        readonly steps: readonly StepDefinition[]
      }
    })
  | (StepCommon & { readonly run: string; readonly with?: Readonly<Record<string, StepValueDefinition>> })
  | {
      readonly query: { readonly type: string; readonly where: StepCondition; readonly as: string }
      readonly when?: StepCondition
    }

type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'

/** The most that a playbook may ever touch. */
export interface LimitsDefinition {
  readonly targets: number
  readonly environments: readonly string[]
  readonly risk: Risk
  readonly accounts?: readonly string[]
  readonly windows?: readonly {
    readonly days: readonly Weekday[]
    readonly from: string
    readonly to: string
    readonly timeZone: string
  }[]
  readonly protectedTags?: Readonly<Record<string, string>>
}

/** What a playbook file says. Its id is its path below `playbooks/`. */
export interface PlaybookDefinition {
  readonly title: string
  readonly description?: string
  readonly version: number
  /** Says that it replaces the library's playbook of the same id. */
  readonly overrides?: { readonly playbook: string; readonly version: number }
  /** The resource type that it works on, e.g. `aws.s3.bucket`. */
  readonly target: string
  /** The only resources it may be pointed at. */
  readonly scope?: StepCondition
  readonly params?: Readonly<Record<string, PlaybookParameterDefinition>>
  readonly limits: LimitsDefinition
  readonly steps: readonly StepDefinition[]
  readonly undo?: 'automatic' | 'irreversible'
}

/**
 * Defines a playbook, as the default export of a file below `playbooks/`. The compiler reads the file and never runs it.
 *
 * @example
 * export default definePlaybook({
 *   title: 'Buckets keep earlier versions',
 *   version: 1,
 *   target: 'aws.s3.bucket',
 *   limits: { targets: 20, environments: ['development', 'production'], risk: 'low' },
 *   steps: [{ operation: 'enable-versioning' }, { verify: 'policy' }],
 * })
 */
export function definePlaybook<const Definition extends PlaybookDefinition>(definition: Definition): Definition {
  return definition
}
