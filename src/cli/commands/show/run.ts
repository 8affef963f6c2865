import { renderPlan } from '../../../report/index.js'
import type { CommandRun } from '../../command.js'
import { heldApprovalsIfKnown } from '../../project/held-approvals.js'
import { planOptions } from '../../project/plan-options.js'
import { readPlan } from '../../project/read-plan.js'
import type { showCommand } from './definition.js'

export const run: CommandRun<typeof showCommand> = async ({ options, arguments: [path = ''] }, context) => {
  const plan = await readPlan(path, context)
  const format = options.json ? 'json' : (options.format ?? 'terminal')
  const approvals = format === 'json' ? undefined : await heldApprovalsIfKnown(plan, context)
  const shown = planOptions(context, { all: options.all, approvals })
  for (const piece of renderPlan(format, plan, shown)) context.terminal.out(piece)
  return 'clean'
}
