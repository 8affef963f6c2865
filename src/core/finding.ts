import { digest } from './canonical-json.js'
import { type CompiledPolicy, lastingPolicyId } from './policy.js'
import type { Resource, Unread } from './resource.js'
import type { Pillar, Severity } from './severity.js'

/** What became of a finding since the scan before. */
export const findingChanges = ['new', 'unchanged', 'resolved', 'newly-unknown'] as const
export type FindingChange = (typeof findingChanges)[number]

/**
 * A policy violated by a resource, or one that could not be decided. `id` stays the same over rescans, over the
 * policy's renames (`formerly`) and over any reordering.
 */
export interface Finding {
  readonly id: string
  readonly verdict: 'violating' | 'unknown'
  readonly policy: string
  readonly title: string
  readonly severity: Severity
  readonly pillar: Pillar
  readonly frameworks: Readonly<Record<string, readonly string[]>>
  readonly resource: Pick<Resource, 'type' | 'id' | 'name' | 'account' | 'region' | 'tags'>
  readonly environment?: string
  readonly message: string
  readonly remediation: { readonly playbook?: string; readonly text?: string }
  readonly unknown?: Unread & { readonly path?: string }
  readonly change: FindingChange
  /** Set while the verdict is unknown and the last known one was a violation. */
  readonly lastKnown?: 'violating'
  /** ISO 8601 instant of the scan that first had it. */
  readonly firstSeen: string
  /** The exemption that covers it; such findings are shown apart and do not fail a scan. */
  readonly exemption?: {
    readonly id: string
    readonly reason: string
    readonly owner: string
    readonly expires: string
  }
  /** True when the baseline holds it: it was there when the baseline was taken. */
  readonly baseline?: true
}

/** The identity of a finding: 16 hexadecimal digits over policy, type, account and resource id. */
export function findingId(
  policy: Pick<CompiledPolicy, 'id' | 'formerly'>,
  resource: Pick<Resource, 'type' | 'account' | 'region' | 'id'>,
): string {
  return digest([lastingPolicyId(policy), resource.type, resource.account, resource.region, resource.id]).slice(0, 16)
}
