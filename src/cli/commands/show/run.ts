import { renderPlan } from '../../../report/index.js'
import type { CommandRun } from '../../command.js'
import { planOptions } from '../../project/plan-options.js'
import { readPlan } from '../../project/read-plan.js'
import type { showCommand } from './definition.js'

export const run: CommandRun<typeof showCommand> = async ({ options, arguments: [path = ''] }, context) => {
  const plan = await readPlan(path, context)
  const format = options.json ? 'json' : (options.format ?? 'terminal')
  for (const piece of renderPlan(format, plan, planOptions(context, options.all))) context.terminal.out(piece)
  return 'clean'
}
