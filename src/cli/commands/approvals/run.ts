import { palette } from '../../../report/index.js'
import {
  type ApprovalRules,
  approvalsOfPlan,
  approvedPlans,
  revokeApprovals,
  standingOverview,
} from '../../../runner/approval/index.js'
import type { CommandInput, CommandRun } from '../../command.js'
import { CommandFailure, usageFailure } from '../../command-failure.js'
import type { CommandContext } from '../../environment/context.js'
import type { Exit } from '../../exit-codes.js'
import { approvalRules } from '../../project/approval-rules.js'
import { requireBundle } from '../../project/compile-repository.js'
import { currentPerson } from '../../project/current-person.js'
import { openConfiguredStore } from '../../project/open-store.js'
import { requirePlan } from '../../project/read-plan.js'
import type { approvalsCommand } from './definition.js'
import { approvalsPage, planPage } from './view.js'

type Options = CommandInput<typeof approvalsCommand>['options']

export const run: CommandRun<typeof approvalsCommand> = async ({ options, arguments: [subject, revoked] }, context) => {
  const bundle = await requireBundle(context)
  const rules = await approvalRules(bundle, openConfiguredStore(bundle.configuration, context.root))
  if (subject === 'revoke') return await revoke(revoked, options, { rules, context })
  if (revoked !== undefined) throw usageFailure(`\`escher approvals\` does not know what to do with \`${revoked}\`.`)
  if (subject !== undefined) await showPlan(subject, options, { rules, context })
  else await showAll(options, { rules, context })
  return 'clean'
}

interface Scene {
  readonly rules: ApprovalRules
  readonly context: CommandContext
}

async function showPlan(path: string, { json }: Options, { rules, context }: Scene): Promise<void> {
  const { terminal, clock } = context
  const approvals = await approvalsOfPlan(await requirePlan(path, rules.store, context), rules, clock.now())
  terminal.out(json ? `${JSON.stringify(approvals, null, 2)}\n` : planPage(approvals, palette(terminal.colour)))
}

async function showAll({ json }: Options, { rules, context }: Scene): Promise<void> {
  const { terminal, clock } = context
  const now = clock.now()
  const all = { standing: await standingOverview(rules, now), plans: await approvedPlans(rules) }
  terminal.out(
    json ? `${JSON.stringify(all, null, 2)}\n` : approvalsPage(all, { style: palette(terminal.colour), now }),
  )
}

async function revoke(subject: string | undefined, options: Options, { rules, context }: Scene): Promise<Exit> {
  if (subject === undefined)
    throw usageFailure('`escher approvals revoke` needs a plan: its file, or the beginning of its hash.')
  const { terminal, clock } = context
  const { hash: plan } = await requirePlan(subject, rules.store, context)
  const { value, diagnostics } = await revokeApprovals(
    rules.store,
    { plan, ...(options.of ? { approver: options.of } : {}) },
    {
      by: await currentPerson(rules.access, options.as, context),
      at: clock.now().toISOString(),
      ...(options.reason ? { reason: options.reason } : {}),
    },
  )
  const [problem] = diagnostics
  if (problem) throw CommandFailure.of('usage', problem)
  for (const { approval } of value) terminal.out(`Revoked the approval of ${approval.approver}.\n`)
  return 'clean'
}
