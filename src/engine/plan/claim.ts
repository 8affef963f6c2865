import type { Finding } from '../../core/finding.js'
import { resourceAddress } from '../../core/resource.js'
import { type Severity, severities } from '../../core/severity.js'
import type { Candidate } from './choose-targets.js'
import type { PlaybookOrder } from './plan-request.js'

/** What an order wants of one target, and in whose name. */
export interface Claim {
  /** The same for the same order and target. */
  readonly key: string
  /** For people: the policies or the playbook that want it. */
  readonly name: string
  /** The worst severity of the findings that ask for it; left out for a playbook that was asked for by name. */
  readonly severity?: Severity
  /** True when whoever plans asked for its policies, by name or by pattern, or for its playbook. */
  readonly isAskedFor: boolean
}

/** The claim of an order on a target that it chose. */
export function claimOf(
  { playbook, selection, findings: asked }: PlaybookOrder,
  { target, findings }: Candidate,
): Claim {
  const policies = [...new Set(findings.map(({ policy }) => policy))].sort()
  const named = policies.map((id) => `policy \`${id}\``).join(', ')
  const severity = worstOf(findings)
  return {
    key: `${playbook.id}\n${resourceAddress(target)}`,
    name: named || `playbook \`${playbook.id}\``,
    ...(severity === undefined ? {} : { severity }),
    isAskedFor: !asked || (selection.policies ?? []).length > 0,
  }
}

function worstOf(findings: readonly Finding[]): Severity | undefined {
  return severities.find((severity) => findings.some((finding) => finding.severity === severity))
}
