import type { Pillar, Severity } from '../core/severity.js'
import type { Condition, LooseDocument, PolicyParameters } from './condition-scope.js'
import type { InlineExemption } from './define-exemption.js'

/** An example and the verdict that it must have. */
export interface PolicyTestDefinition {
  readonly name: string
  /** The resource's document; what it leaves out is absent. */
  readonly given?: Readonly<Record<string, LooseDocument>>
  readonly tags?: Readonly<Record<string, string>>
  readonly params?: PolicyParameters
  readonly environment?: string
  readonly region?: string
  readonly account?: string
  readonly links?: Readonly<Record<string, readonly Readonly<Record<string, LooseDocument>>[]>>
  /** Figures by metric, statistic and window: `{ 'cpu.max(7d)': 3 }`. */
  readonly metrics?: Readonly<Record<string, number | null>>
  /** What could not be read: top-level properties, `links.<name>` or `metrics.<name>`. */
  readonly unread?: readonly string[]
  /** The instant that `now` stands for, as ISO 8601. */
  readonly now?: string
  readonly expect: 'violating' | 'compliant' | 'unknown' | 'not-applicable'
}

/** Everything that a policy file says. Its id is its path below `policies/`. */
export interface PolicyDefinition<Parameters extends PolicyParameters = PolicyParameters> {
  readonly title: string
  readonly description?: string
  /** The resource type, e.g. `aws.s3.bucket`. */
  readonly resource: string
  readonly severity: Severity
  readonly pillar: Pillar
  /** Controls by framework id. */
  readonly frameworks?: Readonly<Record<string, readonly string[]>>
  readonly rationale: string
  /** Default values, which also give the parameters' types. */
  readonly params?: Parameters
  /** True for resources that break the policy. */
  readonly violates: Condition<Parameters>
  /** False for resources that the policy has nothing to say about. */
  readonly applies?: Condition<Parameters>
  /** A text with `{{ … }}` expressions in CEL. */
  readonly message?: string
  readonly remediation?: { readonly playbook?: string; readonly text?: string }
  readonly exemptions?: readonly InlineExemption[]
  /** Earlier ids, oldest first. */
  readonly formerly?: readonly string[]
  readonly tests?: readonly PolicyTestDefinition[]
}

/**
 * Defines a policy, as the default export of a file below `policies/`. The compiler reads the file and never runs it.
 *
 * @example
 * export default definePolicy({
 *   title: 'Volumes are encrypted',
 *   resource: 'aws.ec2.volume',
 *   severity: 'high',
 *   pillar: 'security',
 *   rationale: 'An unencrypted volume can be read by whoever copies it.',
 *   violates: ({ resource }) => !resource.Encrypted,
 *   tests: [{ name: 'plain volume', given: { Encrypted: false }, expect: 'violating' }],
 * })
 */
export function definePolicy<const Parameters extends PolicyParameters>(
  definition: PolicyDefinition<Parameters>,
): PolicyDefinition<Parameters> {
  return definition
}
