import type { Approval } from '../../../core/approval.js'
import type { Bundle } from '../../../core/bundle.js'
import { hasErrors } from '../../../core/diagnostics.js'
import type { ObjectStore } from '../../../core/object-store.js'
import type { Plan } from '../../../core/plan.js'
import type { CompiledPlaybook } from '../../../core/playbook.js'
import { runParameters } from '../../../engine/plan/index.js'
import { palette, renderPlan } from '../../../report/index.js'
import type { ApplyOutcome } from '../../../runner/apply/index.js'
import { locateSnapshot } from '../../../runner/index.js'
import { planningDiagnostics } from '../../../runner/plan/index.js'
import { commandHelp } from '../../arguments/help.js'
import type { CommandInput, CommandRun } from '../../command.js'
import { CommandFailure, usageFailure } from '../../command-failure.js'
import { confirm } from '../../environment/confirm.js'
import type { CommandContext } from '../../environment/context.js'
import type { Exit } from '../../exit-codes.js'
import { type ApplyScene, applyPlan, exitOfApply } from '../../project/apply-plan.js'
import { requireBundle } from '../../project/compile-repository.js'
import { currentPerson } from '../../project/current-person.js'
import { heldApprovals } from '../../project/held-approvals.js'
import { openConfiguredStore } from '../../project/open-store.js'
import { planOptions } from '../../project/plan-options.js'
import { planPlaybook } from '../../project/plan-playbook.js'
import { scanPorts } from '../../project/scan-ports.js'
import { givenValues } from '../plan/given-values.js'
import { refusalText } from '../plan/view.js'
import type { extendCommand } from './definition.js'
import { extendedCommand, givenWords } from './parameter-options.js'
import { extensionAudit, refusedPlan } from './view.js'

type Options = CommandInput<typeof extendCommand>['options']

export const run: CommandRun<typeof extendCommand> = async (input, context) => {
  const { options, words, arguments: named } = input
  const [id] = named
  if (id === undefined) throw usageFailure('`escher extend` needs <playbook>. See `escher extend --help`.')
  const bundle = await requireBundle(context)
  const playbook = bundle.playbooks.find((one) => one.id === id)
  if (!playbook) throw CommandFailure.of('usage', planningDiagnostics.report('playbook-not-found', { id }))
  if (options.help) return showHelp(playbook, context)
  const given = givenValues(givenWords(playbook, words), playbook)
  const { diagnostics } = runParameters(playbook, given)
  if (diagnostics.length > 0) {
    context.terminal.error(refusalText(diagnostics, palette(context.terminal.errorColour)))
    return 'refused'
  }
  const store = await storeOf(bundle, options, context)
  const requester = await currentPerson(bundle.configuration.access, options.as, context)
  const fromSnapshot = options['from-snapshot']
  const order = { playbook, given, requester, ...(fromSnapshot === undefined ? {} : { fromSnapshot }) }
  const planned = await planPlaybook(order, bundle, { ports: scanPorts(bundle, store, context), context })
  if (planned.interrupted) return 'interrupted'
  if (planned.plan) return await proceed(planned.plan, options, { bundle, store, context })
  const { diagnostics: refused, skipped } = planned
  if (options.json) context.terminal.out(`${JSON.stringify({ refused, skipped }, null, 2)}\n`)
  context.terminal.error(refusalText(refused, palette(context.terminal.errorColour)))
  return hasErrors(planned.diagnostics) ? 'refused' : 'clean'
}

function showHelp(playbook: CompiledPlaybook, { terminal }: CommandContext): Exit {
  const { dynamic: _, ...command } = extendedCommand(playbook)
  terminal.out(commandHelp(command, { colour: terminal.colour, width: terminal.width }))
  return 'clean'
}

async function storeOf({ configuration }: Bundle, options: Options, { root }: CommandContext): Promise<ObjectStore> {
  const store = openConfiguredStore(configuration, root)
  const snapshot = options['from-snapshot']
  const [lost] = snapshot === undefined ? [] : (await locateSnapshot(store, snapshot)).diagnostics
  if (lost) throw CommandFailure.of('usage', lost)
  return store
}

/** Shows the plan, asks, and applies it. */
async function proceed(plan: Plan, options: Options, scene: ApplyScene): Promise<Exit> {
  const { context, bundle } = scene
  const { terminal } = context
  if (!options.json) {
    const shown = planOptions(context, { approvals: await heldApprovals(plan, bundle, context) })
    for (const piece of renderPlan('terminal', plan, shown)) terminal.out(piece)
  }
  if (options['dry-run']) {
    if (options.json) terminal.out(`${JSON.stringify({ plan }, null, 2)}\n`)
    return 'clean'
  }
  if (!options.yes && !(await agreed())) return 'refused'
  const { outcome, approvals } = await applyPlan(plan, scene)
  if (options.json) terminal.out(`${JSON.stringify(jsonOf(plan, outcome, approvals), null, 2)}\n`)
  else if (outcome.kind !== 'refused') terminal.out(extensionAudit(outcome.state, approvals, terminal.colour))
  if (outcome.kind === 'refused') {
    terminal.error(refusalText(outcome.diagnostics, palette(terminal.errorColour)))
    terminal.error(refusedPlan(plan))
  }
  return exitOfApply(outcome)
}

async function agreed(): Promise<boolean> {
  const answer = await confirm('Apply this?')
  if (answer === undefined) throw usageFailure('There is no terminal to ask on. `--yes` applies without asking.')
  return answer
}

function jsonOf(plan: Plan, outcome: ApplyOutcome, approvals: readonly Approval[]): unknown {
  if (outcome.kind === 'refused') return { plan, refused: outcome.diagnostics }
  return { plan, run: outcome.state.id, phase: outcome.state.phase, approvals }
}
