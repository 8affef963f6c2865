import { type Access, defaultApprovalDays, type Person } from '../../core/access.js'
import type { Approval, ApprovalStep, SignatureCheck } from '../../core/approval.js'
import { canonicalJson } from '../../core/canonical-json.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import type { ApprovalRequirement, Plan } from '../../core/plan.js'
import { approvalDiagnostics } from './diagnostics.js'
import { mayApprove, personOf } from './permission.js'
import { approvedContent } from './statement.js'
import { type ApprovalSubject, subjectText } from './subject.js'

/** How far ahead of ours the clock of an approver may be. */
const clockSkewMilliseconds = 5 * 60_000

/** The record that takes an approval back. */
export interface Revocation {
  readonly by: string
  readonly at: string
  readonly reason?: string
}

/** An approval as it was found, with what became of its signature and whether it was taken back. */
export interface FoundApproval {
  /** The key of the object that holds it. */
  readonly key: string
  readonly approval: Approval
  readonly signature: SignatureCheck
  readonly revoked?: Revocation
}

/** What an approval is judged against. */
export interface ApprovalContext {
  readonly plan: Plan
  readonly subject: ApprovalSubject
  readonly requirement: Pick<ApprovalRequirement, 'roles' | 'notRequester'>
  readonly access: Access
  readonly now: Date
  /** The run that asks, and at which approval step of it. */
  readonly run?: string
  readonly step?: ApprovalStep
}

/** Why an approval does not count, or undefined when it does. */
export function problemOfApproval(found: FoundApproval, context: ApprovalContext): Diagnostic | undefined {
  return problemOfContent(found, context) ?? problemOfApprover(found, context) ?? problemOfTime(found, context)
}

function problemOfContent({ approval }: FoundApproval, { plan, run, step }: ApprovalContext): Diagnostic | undefined {
  const { approver, commit } = approval
  const otherThing = (what: string) => approvalDiagnostics.report('approval-for-another-plan', { approver, what })
  const content = approvedContent(plan)
  if (approval.plan !== content.plan) return otherThing('plan')
  if (approval.params !== content.params) return otherThing('set of parameters')
  if (approval.targets !== content.targets) return otherThing('set of resources')
  if (commit !== content.commit) return otherThing('commit')
  if (approval.requester !== plan.requester) return otherThing('requester')
  if (approval.step !== step?.name) return otherThing('step')
  if (step && approval.run !== run) return otherThing('run')
  return undefined
}

function problemOfApprover(found: FoundApproval, context: ApprovalContext): Diagnostic | undefined {
  const { approver } = found.approval
  const { access, subject, requirement, plan } = context
  const person = personOf(access, approver)
  if (!person) return approvalDiagnostics.report('approver-unknown', { approver })
  const problem = problemOfSignature(found)
  if (problem) return problem
  const other = sharesKeyWith(person, access)
  if (other) return approvalDiagnostics.report('approver-key-shared', { approver, other: other.id })
  if (requirement.notRequester && approver === plan.requester) {
    return approvalDiagnostics.report('approval-by-requester', { approver })
  }
  const { roles } = requirement
  if (mayApprove(access, person, { roles, subject })) return undefined
  return approvalDiagnostics.report('approver-not-allowed', { approver, subject: subjectText(subject), roles })
}

function problemOfSignature({ approval: { approver }, signature }: FoundApproval): Diagnostic | undefined {
  switch (signature) {
    case 'good':
      return undefined
    case 'bad-signature':
      return approvalDiagnostics.report('approval-signature-bad', { approver })
    case 'unknown-signer':
      return approvalDiagnostics.report('approval-signer-unknown', { approver })
    case 'unavailable':
      return approvalDiagnostics.report('approval-not-verifiable', { approver })
  }
}

function problemOfTime({ approval, revoked }: FoundApproval, context: ApprovalContext): Diagnostic | undefined {
  const { now, step, access } = context
  const { approver, at, expires } = approval
  if (revoked) return approvalDiagnostics.report('approval-revoked', { approver, by: revoked.by, at: revoked.at })
  const given = Date.parse(at)
  const tooEarly = step !== undefined && !(given >= Date.parse(step.since))
  if (tooEarly || !(given <= now.getTime() + clockSkewMilliseconds)) {
    return approvalDiagnostics.report('approval-not-yet-valid', { approver, at })
  }
  if (!(now.getTime() < Date.parse(expires)))
    return approvalDiagnostics.report('approval-expired', { approver, expires })
  const { approvalDays: most = defaultApprovalDays } = access
  const days = (Date.parse(expires) - given) / 86_400_000
  return days > most
    ? approvalDiagnostics.report('approval-too-long', { approver, days: Math.ceil(days), most })
    : undefined
}

/** A person whose keys include one of this person's; comments do not matter. */
function sharesKeyWith(person: Person, { people }: Access): Person | undefined {
  const own = new Set(person.signers.map(keyOf))
  return people.find((other) => other.id !== person.id && other.signers.some((signer) => own.has(keyOf(signer))))
}

const keyPattern = /(?:^|\s)((?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]+)\s+([A-Za-z0-9+/]+=*)(?=\s|$)/

/** The type and the base64 of a public key in a line of an authorized or allowed keys file; undefined when it holds none. */
export function publicKeyIn(line: string): string | undefined {
  const match = /[\r\n]/.test(line.trim()) ? null : keyPattern.exec(line)
  return match ? `${match[1]} ${match[2]}` : undefined
}

function keyOf(line: string): string {
  return publicKeyIn(line) ?? canonicalJson(line)
}
