import type { Approval, ApprovalDecision, ApprovalGate, ApprovalQuestion, HeldApproval } from '../../core/approval.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import type { StandingApproval } from '../../core/playbook.js'
import {
  type Assessment,
  approvalDiagnostics,
  approvedContent,
  assessApprovals,
  problemOfPlan,
  problemOfStanding,
} from '../../engine/index.js'
import { type ApprovalRules, findApprovals, type JudgedPlan, requirementOf } from './rules-of-approval.js'
import { takeUse } from './standing-uses.js'

/**
 * The gate that every change goes through. It judges by the files and the clock of now, whatever the plan or an earlier
 * answer said: what was removed, revoked or has expired no longer counts, also for a run that waits.
 */
export function createApprovalGate(rules: ApprovalRules): ApprovalGate {
  return {
    check: async (question) => {
      const { plan, records, now } = question
      const [begun] = records
      const judged = await requirementOf(plan, rules, begun ? new Date(begun.at) : now)
      return await new Decision(question, rules, judged).make()
    },
  }
}

/** One question and what it is decided by. */
class Decision {
  constructor(
    private readonly question: ApprovalQuestion,
    private readonly rules: ApprovalRules,
    private readonly judged: JudgedPlan,
  ) {}

  async make(): Promise<ApprovalDecision> {
    const { plan, now, records, step, principal } = this.question
    const { access, playbooks } = this.rules
    const begun = records.length > 0
    const context = { access, playbooks, now, begun, subject: this.judged.subject }
    const problem = problemOfPlan(plan, principal === undefined ? context : { ...context, principal })
    const refusal = this.judged.problem ?? problem
    if (refusal) return { kind: 'refused', diagnostics: [refusal] }
    if (step === undefined && this.judged.requirement.selfApproved) return this.selfApproved()
    const assessment = await this.assess()
    if (assessment.missing === 0) return { kind: 'granted', approvals: assessment.held }
    return step === undefined ? await this.byStandingApproval(assessment) : this.notYet(assessment, [])
  }

  private async assess(): Promise<Assessment> {
    const { plan, now, run, step } = this.question
    const { subject, requirement } = this.judged
    const found = await findApprovals(this.rules, plan.hash)
    return assessApprovals(
      found.filter(({ approval }) => approval.step === step?.name && (step === undefined || approval.run === run)),
      {
        plan,
        subject,
        now,
        run,
        access: this.rules.access,
        requirement: { roles: step?.roles ?? requirement.roles, notRequester: requirement.notRequester },
        needed: step?.count ?? requirement.approvals,
        ...(step ? { step } : {}),
      },
    )
  }

  private async byStandingApproval(assessment: Assessment): Promise<ApprovalDecision> {
    const problems: Diagnostic[] = [...this.removedStandingApprovals()]
    for (const standing of this.rules.standingApprovals) {
      if (standing.playbook !== this.question.plan.playbook.id) continue
      const problem = this.problemOf(standing)
      const held = problem ?? (await this.use(standing))
      if ('approval' in held) return { kind: 'granted', approvals: [held] }
      problems.push(held)
    }
    return this.notYet(assessment, problems)
  }

  private problemOf(standing: StandingApproval): Diagnostic | undefined {
    const { access, playbooks } = this.rules
    const playbook = playbooks.find(({ id }) => id === standing.playbook)
    return problemOfStanding(standing, { ...this.question, ...this.judged, access, ...(playbook ? { playbook } : {}) })
  }

  private async use(standing: StandingApproval): Promise<HeldApproval | Diagnostic> {
    const { plan, now } = this.question
    const { requester } = plan
    const wanted = { requester, plan: plan.hash, at: now.toISOString() }
    const outcome = await takeUse(this.rules.store, standing, wanted)
    if (outcome.kind === 'spent') return outcome.diagnostic
    const approval: Approval = {
      ...approvedContent(plan),
      approver: standing.grantedBy,
      requester,
      at: outcome.use.at,
      expires: `${standing.expires}T00:00:00.000Z`,
      selfApproved: standing.grantedBy === requester,
      standing: { id: standing.id, use: outcome.use.number, of: standing.uses },
      signature: '',
    }
    return { approval, evidence: outcome.key }
  }

  /** Standing approvals that this run went ahead under, and whose file is gone. */
  private removedStandingApprovals(): readonly Diagnostic[] {
    const present = new Set(this.rules.standingApprovals.map(({ id }) => id))
    const used = this.question.records.flatMap(({ event }) =>
      event.kind === 'approved' && event.approval.standing ? [event.approval.standing.id] : [],
    )
    return [...new Set(used)]
      .filter((id) => !present.has(id))
      .map((standing) => approvalDiagnostics.report('standing-approval-revoked', { standing }))
  }

  private selfApproved(): ApprovalDecision {
    const { plan, now } = this.question
    const approval: Approval = {
      ...approvedContent(plan),
      approver: plan.requester,
      requester: plan.requester,
      at: now.toISOString(),
      expires: plan.expiresAt,
      selfApproved: true,
      signature: '',
    }
    return { kind: 'granted', approvals: [{ approval, evidence: `self-approved: ${this.judged.requirement.reason}` }] }
  }

  private notYet({ missing, problems }: Assessment, further: readonly Diagnostic[]): ApprovalDecision {
    const { step } = this.question
    const { requirement } = this.judged
    const needed = step?.count ?? requirement.approvals
    const reason = step ? `step ${step.name}` : requirement.reason
    const lacking = approvalDiagnostics.report('approval-missing', { missing, needed, reason })
    const diagnostics = [lacking, ...problems, ...further, ...this.overtime()]
    const mayStillCome = step ? this.overtime().length === 0 : diagnostics.length === 1
    return mayStillCome ? { kind: 'waiting', reason: lacking.message, diagnostics } : { kind: 'refused', diagnostics }
  }

  /** That the time of an approval step is up. Until it is, approvals that do not count leave room for others. */
  private overtime(): readonly Diagnostic[] {
    const { step, now } = this.question
    if (step === undefined || now.getTime() < Date.parse(step.expires)) return []
    return [approvalDiagnostics.report('approval-step-expired', { step: step.name, expires: step.expires })]
  }
}
