import type { Bundle } from '../../../core/bundle.js'
import type { Plan } from '../../../core/plan.js'
import { isEnded } from '../../../engine/run/index.js'
import { palette, renderPlan } from '../../../report/index.js'
import { apply, applyDiagnostics, planUndo, trustedRun } from '../../../runner/apply/index.js'
import { writePlan } from '../../../runner/plan/index.js'
import type { CommandInput, CommandRun } from '../../command.js'
import { usageFailure } from '../../command-failure.js'
import { confirm } from '../../environment/confirm.js'
import type { CommandContext } from '../../environment/context.js'
import { applyPorts, asPerson } from '../../project/apply-ports.js'
import { requireBundle } from '../../project/compile-repository.js'
import { currentPerson } from '../../project/current-person.js'
import { heldApprovals } from '../../project/held-approvals.js'
import { openConfiguredStore } from '../../project/open-store.js'
import { planOptions } from '../../project/plan-options.js'
import { principalOf } from '../../project/principal.js'
import { publishOutcome, publishRefusal } from '../../project/run-exit.js'
import { writeOutput } from '../../project/write-output.js'
import { refusalText } from '../plan/view.js'
import type { undoCommand } from './definition.js'

type Options = CommandInput<typeof undoCommand>['options']

export const run: CommandRun<typeof undoCommand> = async ({ options, arguments: [id = ''] }, context) => {
  const bundle = await requireBundle(context)
  const { access } = bundle.configuration
  const store = openConfiguredStore(bundle.configuration, context.root)
  const ports = await asPerson(await applyPorts(bundle, store, context), options.as, context)
  const trusted = await trustedRun(ports, id)
  if ('diagnostics' in trusted) return await publishRefusal(trusted.diagnostics, context, options)
  const { state } = trusted
  if (!isEnded(state.phase)) {
    const problem = applyDiagnostics.report('run-not-finished', { run: id, phase: state.phase })
    return await publishRefusal([problem], context, options)
  }
  const requester = await currentPerson(access, options.as, context)
  const { value: plan, diagnostics } = await planUndo({ state, requester, bundle }, ports)
  if (!plan) return await publishRefusal(diagnostics, context, options)
  if (!options['dry-run']) await writePlan(store, plan)
  await show(plan, bundle, context)
  if (!(await isWanted(plan, options, context))) return 'clean'
  const outcome = await apply({ plan, bundle, requester: principalOf(access, requester) }, ports)
  return await publishOutcome(outcome, context, options)
}

async function show(plan: Plan, bundle: Bundle, context: CommandContext): Promise<void> {
  const { terminal } = context
  const approvals = await heldApprovals(plan, bundle, context)
  for (const piece of renderPlan('terminal', plan, planOptions(context, { all: true, approvals })))
    terminal.error(piece)
  const { warning } = approvals
  if (warning) terminal.error(`${refusalText([warning], palette(terminal.errorColour))}\n`)
}

async function isWanted(plan: Plan, options: Options, context: CommandContext): Promise<boolean> {
  if (options['dry-run'] || options.out !== undefined) {
    const json = [...renderPlan('json', plan, planOptions(context, {}))].join('')
    if (options.out !== undefined && !options['dry-run']) await writeOutput(options.out, json, context)
    if (options.json) context.terminal.out(json)
    return false
  }
  const answer = options.yes ? true : await confirm('Put this back?')
  if (answer === undefined) throw usageFailure('There is no terminal to ask on. `--yes` puts it back without asking.')
  return answer
}
