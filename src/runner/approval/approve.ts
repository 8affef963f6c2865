import type { Person } from '../../core/access.js'
import type { Approval, ApprovalEvidence, ApprovalStep, Signer } from '../../core/approval.js'
import type { Clock } from '../../core/clock.js'
import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import type { Plan } from '../../core/plan.js'
import { approvalStatement, approvedContent, assessApprovals, publicKeyIn } from '../../engine/index.js'
import { keepApproval } from './approval-records.js'
import { signingDiagnostics } from './diagnostics.js'
import { type ApprovalRules, requirementOf } from './rules-of-approval.js'

/** What is approved, and with which key. */
export interface ApproveRequest {
  readonly plan: Plan
  /** A file, or a public key that an agent holds. */
  readonly key: string
  /** Who signs; otherwise the person who has the key. */
  readonly person?: string
  readonly expires: Date
  readonly evidence?: readonly ApprovalEvidence[]
  /** The approval step of a run that it is for; otherwise the plan as a whole. */
  readonly at?: { readonly run: string; readonly step: ApprovalStep }
}

/** What approving needs from outside. */
export interface ApprovePorts {
  readonly rules: ApprovalRules
  readonly signer: Signer
  readonly clock: Clock
}

/** An approval that was given, and the object that holds it. */
export interface GivenApproval {
  readonly approval: Approval
  readonly key: string
}

/**
 * Signs an approval and keeps it. One that would not count is refused before it is kept, for the reason for which the
 * gate would refuse it.
 */
export async function approve(
  request: ApproveRequest,
  { rules, signer, clock }: ApprovePorts,
): Promise<Outcome<GivenApproval | undefined>> {
  const publicKey = await signer.publicKey(request.key)
  if (publicKey.value === undefined) return refused(publicKey.diagnostics)
  const person = personWithKey(publicKey.value, rules, request.person)
  if (!person) return refused([signingDiagnostics.report('signing-key-unknown', personOnly(request.person))])
  const statement = statementOf(request, person, clock.now())
  const signature = await signer.sign(approvalStatement(statement), request.key)
  if (signature.value === undefined) return refused(signature.diagnostics)
  const approval: Approval = { ...statement, signature: signature.value }
  const problem = await problemOf(approval, request, { rules, now: clock.now() })
  if (problem) return refused([problem])
  return { value: { approval, key: await keepApproval(rules.store, approval) }, diagnostics: [] }
}

function personWithKey(key: string, { access }: ApprovalRules, asked: string | undefined): Person | undefined {
  return access.people.find(
    ({ id, signers }) => (asked === undefined || id === asked) && signers.some((signer) => publicKeyIn(signer) === key),
  )
}

function statementOf({ plan, expires, evidence, at }: ApproveRequest, { id }: Person, now: Date) {
  return {
    ...approvedContent(plan),
    ...(at ? { run: at.run, step: at.step.name } : {}),
    approver: id,
    requester: plan.requester,
    at: now.toISOString(),
    expires: expires.toISOString(),
    selfApproved: id === plan.requester,
    ...(evidence && evidence.length > 0 ? { evidence } : {}),
  }
}

async function problemOf(
  approval: Approval,
  { plan, at }: ApproveRequest,
  { rules, now }: { readonly rules: ApprovalRules; readonly now: Date },
): Promise<Diagnostic | undefined> {
  const { subject, requirement, problem } = await requirementOf(plan, rules, now)
  if (problem) return problem
  const signers = rules.access.people.find(({ id }) => id === approval.approver)?.signers ?? []
  const message = approvalStatement(approval)
  const signature = await rules.verifier.verify({ message, signature: approval.signature, signers })
  const { problems } = assessApprovals([{ key: '', approval, signature }], {
    plan,
    subject,
    requirement: { roles: at?.step.roles ?? requirement.roles, notRequester: requirement.notRequester },
    access: rules.access,
    now,
    needed: 1,
    ...(at ? { run: at.run, step: at.step } : {}),
  })
  return problems[0]
}

function personOnly(person: string | undefined): { readonly person?: string } {
  return person === undefined ? {} : { person }
}

function refused(diagnostics: readonly Diagnostic[]): Outcome<undefined> {
  return { value: undefined, diagnostics }
}
