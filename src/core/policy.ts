import type { SourceRange } from './diagnostics.js'
import type { Expression } from './expression.js'
import type { Unread } from './resource.js'
import type { Pillar, Severity } from './severity.js'

/** A value that a policy parameter can hold. */
export type ParameterValue =
  | null
  | boolean
  | number
  | string
  | readonly ParameterValue[]
  | { readonly [key: string]: ParameterValue }

/** A text with expressions in it: `{{ resource.Name }} lets everyone in`. */
export type MessageTemplate = readonly (string | Expression)[]

/** An example in a policy file and the verdict it must have. */
export interface PolicyTest {
  readonly name: string
  /** The resource document; what it leaves out is absent. */
  readonly given: Readonly<Record<string, unknown>>
  readonly tags?: Readonly<Record<string, string>>
  readonly params?: Readonly<Record<string, ParameterValue>>
  readonly environment?: string
  readonly region?: string
  readonly account?: string
  /** Linked documents by link name. */
  readonly links?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
  /** Figures by `metricKey`, e.g. `cpu.max(7d)`. */
  readonly metrics?: Readonly<Record<string, number | null>>
  /** Top-level properties (or `links.x`, `metrics.x`) that could not be read. */
  readonly unread?: readonly string[]
  /** The instant that `now` stands for; an ISO 8601 text. */
  readonly now?: string
  readonly expect: 'violating' | 'compliant' | 'unknown' | 'not-applicable'
  readonly range: SourceRange
}

/** A dated exception. What it matches is still evaluated and shown as exempted, never hidden. */
export interface Exemption {
  /** Its file's id, or `<policy id>#<index>` when it stands in the policy. */
  readonly id: string
  /** Ids of the policies it exempts from; `*` spreads within a path segment, `**` over segments. */
  readonly policies: readonly string[]
  readonly match: Expression
  readonly reason: string
  readonly owner: string
  /** The first day on which it no longer holds, as `YYYY-MM-DD` (UTC). */
  readonly expires: string
  readonly range: SourceRange
}

/** A figure that a policy asks of a metric; `window` is a duration text such as `7d`. */
export interface MetricRequirement {
  readonly metric: string
  readonly statistic: string
  readonly window: string
}

/** What must be read to decide a policy. */
export interface PolicyRequirements {
  readonly properties: readonly string[]
  readonly aspects: readonly string[]
  readonly links: readonly string[]
  /** Top-level properties that are used of linked documents, by link; of a link that is not here, all may be. */
  readonly linkedProperties?: Readonly<Record<string, readonly string[]>>
  readonly metrics: readonly MetricRequirement[]
  /** True when the verdict depends on the time, so that it cannot be remembered. */
  readonly usesNow: boolean
}

/** A policy as the compiler hands it to the engine. Serialisable; its `digest` changes when its meaning does. */
export interface CompiledPolicy {
  readonly id: string
  /** Earlier ids, oldest first; findings stay attached to the oldest. */
  readonly formerly: readonly string[]
  readonly title: string
  readonly description?: string
  readonly resource: string
  readonly severity: Severity
  readonly pillar: Pillar
  readonly frameworks: Readonly<Record<string, readonly string[]>>
  readonly rationale: string
  readonly params: Readonly<Record<string, ParameterValue>>
  readonly violates: Expression
  readonly applies?: Expression
  readonly message: MessageTemplate
  readonly remediation: { readonly playbook?: string; readonly text?: string }
  readonly exemptions: readonly Exemption[]
  readonly tests: readonly PolicyTest[]
  readonly requires: PolicyRequirements
  readonly range: SourceRange
  /** Hash of what decides verdicts: resource type, conditions, params. */
  readonly digest: string
}

/** The id that findings of a policy are filed under: its oldest. */
export function lastingPolicyId(policy: Pick<CompiledPolicy, 'id' | 'formerly'>): string {
  return policy.formerly[0] ?? policy.id
}

/** A framework and its controls, which policies name under `frameworks`. */
export interface Framework {
  readonly id: string
  readonly title: string
  readonly version: string
  /** The URL of the publisher's own text. */
  readonly source: string
  readonly controls: Readonly<Record<string, FrameworkControl>>
}

/** The values of a policy parameter with which the policy still does what a control demands; both inclusive. */
export interface ParameterBounds {
  readonly atMost?: number
  readonly atLeast?: number
}

export interface FrameworkControl {
  readonly title: string
  /** By policy id, then by parameter name. */
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, ParameterBounds>>>>
}

/** The answer to one policy about one resource. `not-applicable` means that `applies` was false. */
export type Verdict = 'violating' | 'compliant' | 'unknown' | 'not-applicable'

/** A verdict with the reason for not knowing, where that is the verdict. */
export interface Judgement {
  readonly verdict: Verdict
  readonly unknown?: Unread & { readonly path?: string }
}
