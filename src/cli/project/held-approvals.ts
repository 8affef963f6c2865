import type { Bundle } from '../../core/bundle.js'
import { hasErrors } from '../../core/diagnostics.js'
import type { Plan } from '../../core/plan.js'
import type { PlanOptions } from '../../report/index.js'
import { approvalsOfPlan, type PlanApprovals } from '../../runner/approval/index.js'
import type { CommandContext } from '../environment/context.js'
import { approvalRules } from './approval-rules.js'
import { compileRepository } from './compile-repository.js'
import { openConfiguredStore } from './open-store.js'

/** What is held of the approvals that a plan needs, by the repository's files and its store. */
export async function heldApprovals(
  plan: Plan,
  bundle: Bundle,
  { root, clock }: CommandContext,
): Promise<NonNullable<PlanOptions['approvals']> & Pick<PlanApprovals, 'warning'>> {
  const rules = await approvalRules(bundle, openConfiguredStore(bundle.configuration, root))
  const { held, ...rest } = await approvalsOfPlan(plan, rules, clock.now())
  return { ...rest, held: held.map(({ approval }) => approval) }
}

/** The same where there may be no repository, or one with errors: then nothing is known of approvals. */
export async function heldApprovalsIfKnown(
  plan: Plan,
  context: CommandContext,
): Promise<PlanOptions['approvals'] | undefined> {
  const { bundle, diagnostics } = await compileRepository(context)
  return hasErrors(diagnostics) ? undefined : await heldApprovals(plan, bundle, context)
}
