import type { Access } from '../../core/access.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import { risks } from '../../core/operation.js'
import type { ApprovalRequirement, Plan } from '../../core/plan.js'
import type { CompiledPlaybook, StandingApproval } from '../../core/playbook.js'
import { departureFrom } from './departure.js'
import { approvalDiagnostics } from './diagnostics.js'
import { mayApprove, personOf } from './permission.js'
import type { ApprovalSubject } from './subject.js'

/** What one plan took of a standing approval: `approvals/<id>/uses/000001.json`. A plan is applied once. */
export interface StandingUse {
  readonly standing: string
  readonly number: number
  readonly plan: string
  readonly requester: string
  readonly at: string
}

/** What a standing approval is judged against. */
export interface StandingContext {
  readonly plan: Plan
  readonly subject: ApprovalSubject
  readonly requirement: ApprovalRequirement
  readonly access: Access
  readonly now: Date
  /** The playbook as it is among the files, which the plan is then held against. */
  readonly playbook?: CompiledPlaybook
}

/** Why a standing approval does not cover a plan, whatever its uses; undefined when it does. */
export function problemOfStanding(standing: StandingApproval, context: StandingContext): Diagnostic | undefined {
  const { plan, now } = context
  const { id, playbook, digest, expires } = standing
  if (plan.playbook.id !== playbook || plan.playbook.digest !== digest) {
    return approvalDiagnostics.report('standing-approval-stale', { standing: id, playbook })
  }
  if (!(now.toISOString().slice(0, 10) < expires)) {
    return approvalDiagnostics.report('standing-approval-expired', { standing: id, expires })
  }
  const exceeds = partNotCovered(standing, context)
  if (exceeds !== undefined) return approvalDiagnostics.report('standing-approval-scope', { standing: id, exceeds })
  return isGrantorAllowed(standing, context)
    ? undefined
    : approvalDiagnostics.report('standing-approval-grantor', { standing: id, grantedBy: standing.grantedBy })
}

function partNotCovered(
  { environments, maximumTargets }: StandingApproval,
  { plan, subject, playbook }: StandingContext,
): string | undefined {
  if (risks.indexOf(subject.risk) > risks.indexOf('medium')) return `${subject.risk} risk`
  if (subject.targets > maximumTargets) return `${subject.targets} resources, only ${maximumTargets}`
  const outside = plan.targets.find(({ environment = '' }) => !environments.includes(environment))
  if (outside) return outside.environment ? `the environment \`${outside.environment}\`` : 'an unknown environment'
  const [further] = plan.furtherPlaybooks
  if (further) return `the playbook \`${further.id}\``
  return playbook && departureFrom(playbook, plan)
}

function isGrantorAllowed({ grantedBy }: StandingApproval, context: StandingContext): boolean {
  const { access, subject, requirement, plan } = context
  const person = personOf(access, grantedBy)
  if (!person || (requirement.notRequester && grantedBy === plan.requester)) return false
  return mayApprove(access, person, { roles: requirement.roles, subject })
}

/** The uses that are left, now and in all. The highest number counts, so that removing a record gives none back. */
export function usesLeft(
  { uses, rate }: StandingApproval,
  taken: readonly Pick<StandingUse, 'number' | 'at'>[],
  now: Date,
): { readonly inAll: number; readonly now: number } {
  const inAll = Math.max(0, uses - Math.max(0, ...taken.map(({ number }) => number)))
  if (!rate) return { inAll, now: inAll }
  const since = now.getTime() - rate.seconds * 1000
  const recent = taken.filter(({ at }) => !(Date.parse(at) <= since)).length
  return { inAll, now: Math.max(0, Math.min(inAll, rate.uses - recent)) }
}

/** What to say when no use is left. */
export function spent({ id, uses, rate }: StandingApproval, inAll: number): Diagnostic {
  const limited = inAll > 0 && rate ? { uses: rate.uses, per: `in ${rate.seconds} seconds` } : { uses, per: 'in all' }
  return approvalDiagnostics.report('standing-approval-spent', { standing: id, ...limited })
}
