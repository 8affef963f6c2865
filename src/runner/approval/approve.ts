import type { Person } from '../../core/access.js'
import type { Approval, ApprovalEvidence, ApprovalStep, SignatureCheck, Signer } from '../../core/approval.js'
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
  const { value: rehearsed, diagnostics } = await rehearseApproval(request, { rules, signer, clock })
  if (!rehearsed) return refused(diagnostics)
  if (rehearsed.problem) return refused([rehearsed.problem])
  const { statement } = rehearsed
  const signature = await signer.sign(approvalStatement(statement), request.key)
  if (signature.value === undefined) return refused(signature.diagnostics)
  const approval: Approval = { ...statement, signature: signature.value }
  const check = await checkSignature(approval, rules)
  const problem = await problemOf(approval, request, { rules, now: clock.now(), check })
  if (problem) return refused([problem])
  return { value: { approval, key: await keepApproval(rules.store, approval) }, diagnostics: [] }
}

/** What would be signed, and why it would not count. */
export interface RehearsedApproval {
  readonly statement: Omit<Approval, 'signature'>
  readonly problem?: Diagnostic
}

/** States an approval and judges it as if it were signed; signs and keeps nothing. */
export async function rehearseApproval(
  request: ApproveRequest,
  ports: ApprovePorts,
): Promise<Outcome<RehearsedApproval | undefined>> {
  const { value: statement, diagnostics } = await stateApproval(request, ports)
  if (!statement) return { value: undefined, diagnostics }
  const { rules, clock } = ports
  const problem = await problemOf({ ...statement, signature: '' }, request, { rules, now: clock.now(), check: 'good' })
  return { value: { statement, ...(problem ? { problem } : {}) }, diagnostics: [] }
}

/** What the person who has the key would sign. */
async function stateApproval(
  request: ApproveRequest,
  { rules, signer, clock }: ApprovePorts,
): Promise<Outcome<Omit<Approval, 'signature'> | undefined>> {
  const publicKey = await signer.publicKey(request.key)
  if (publicKey.value === undefined) return refused(publicKey.diagnostics)
  const person = personWithKey(publicKey.value, rules, request.person)
  if (!person) return refused([signingDiagnostics.report('signing-key-unknown', personOnly(request.person))])
  return { value: statementOf(request, person, clock.now()), diagnostics: [] }
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

async function checkSignature(approval: Approval, { access, verifier }: ApprovalRules): Promise<SignatureCheck> {
  const signers = access.people.find(({ id }) => id === approval.approver)?.signers ?? []
  return await verifier.verify({ message: approvalStatement(approval), signature: approval.signature, signers })
}

async function problemOf(
  approval: Approval,
  { plan, at }: ApproveRequest,
  { rules, now, check }: { readonly rules: ApprovalRules; readonly now: Date; readonly check: SignatureCheck },
): Promise<Diagnostic | undefined> {
  const { subject, requirement, problem } = await requirementOf(plan, rules, now)
  if (problem) return problem
  const { problems } = assessApprovals([{ key: '', approval, signature: check }], {
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
