import type { Bundle } from '../../../core/bundle.js'
import type { ObjectStore } from '../../../core/object-store.js'
import type { Plan } from '../../../core/plan.js'
import { palette, renderPlan, renderRehearsal } from '../../../report/index.js'
import { apply, rehearse } from '../../../runner/apply/index.js'
import { plan as makePlan } from '../../../runner/plan/index.js'
import type { CommandInput, CommandRun } from '../../command.js'
import { usageFailure } from '../../command-failure.js'
import { confirm } from '../../environment/confirm.js'
import type { CommandContext } from '../../environment/context.js'
import type { Exit } from '../../exit-codes.js'
import { applyPorts, asPerson } from '../../project/apply-ports.js'
import { printDiagnostics, requireBundle } from '../../project/compile-repository.js'
import { environmentEvidence } from '../../project/evidence.js'
import { heldApprovals } from '../../project/held-approvals.js'
import { openConfiguredStore } from '../../project/open-store.js'
import { planOptions } from '../../project/plan-options.js'
import { principalOf } from '../../project/principal.js'
import { requirePlan } from '../../project/read-plan.js'
import { publishOutcome } from '../../project/run-exit.js'
import { scanPorts } from '../../project/scan-ports.js'
import { requestOf, requireSense } from '../plan/run.js'
import type { applyCommand } from './definition.js'

type Options = CommandInput<typeof applyCommand>['options']

export const run: CommandRun<typeof applyCommand> = async ({ options, arguments: [file] }, context) => {
  const bundle = await requireBundle(context)
  const store = openConfiguredStore(bundle.configuration, context.root)
  const scene = { bundle, store, options, context }
  const plan = file === undefined ? await planNow(scene) : await requirePlan(file, store, context)
  if (typeof plan === 'string') return plan
  if (options['dry-run']) return await showRehearsal(plan, scene)
  if (file === undefined && !options.yes && !(await asked(plan))) return 'refused'
  const requester = principalOf(bundle.configuration.access, plan.requester)
  const ports = await asPerson(await applyPorts(bundle, store, context), options.as, context)
  const evidence = await environmentEvidence(options['github-environment'], process.env)
  const outcome = await apply({ plan, bundle, requester, evidence }, ports)
  return await publishOutcome(outcome, context, options)
}

interface Scene {
  readonly bundle: Bundle
  readonly store: ObjectStore
  readonly options: Options
  readonly context: CommandContext
}

/** A plan made and shown, or how the command ends without one. */
async function planNow({ bundle, store, options, context }: Scene): Promise<Plan | Exit> {
  const { terminal } = context
  requireSense(options)
  const request = await requestOf(bundle, options, context)
  const { plan, diagnostics, interrupted, skipped } = await makePlan(request, scanPorts(bundle, store, context))
  if (interrupted) return 'interrupted'
  if (!plan && options.json) terminal.out(`${JSON.stringify({ refused: diagnostics, skipped }, null, 2)}\n`)
  if (diagnostics.length > 0) terminal.error(await printDiagnostics('human', diagnostics, context))
  if (!plan) return diagnostics.some(({ severity }) => severity === 'error') ? 'refused' : 'clean'
  const shown = planOptions(context, { all: options.all, approvals: await heldApprovals(plan, bundle, context) })
  for (const piece of renderPlan('terminal', plan, shown)) terminal.error(piece)
  return plan
}

async function asked({ targets }: Plan): Promise<boolean> {
  const answer = await confirm(
    `Apply this to ${targets.length === 1 ? 'the target' : `all ${targets.length} targets`}?`,
  )
  if (answer === undefined) throw usageFailure('There is no terminal to ask on. `--yes` applies without asking.')
  return answer
}

async function showRehearsal(plan: Plan, { bundle, store, options, context }: Scene): Promise<Exit> {
  const { terminal } = context
  const ports = { ...scanPorts(bundle, store, context), configuration: bundle.configuration }
  const { diagnostics, targets } = await rehearse({ plan, bundle }, ports)
  if (diagnostics.length > 0) terminal.error(await printDiagnostics('human', diagnostics, context))
  const refused = diagnostics.length > 0 ? { refused: diagnostics } : {}
  const json = `${JSON.stringify({ plan: plan.hash, ...refused, targets }, null, 2)}\n`
  terminal.out(options.json ? json : renderRehearsal(targets, palette(terminal.colour)))
  if (!options.json) terminal.out('Dry run: nothing was sent.\n')
  const fails = ({ stale, unread, steps }: (typeof targets)[number]): boolean =>
    stale.length > 0 || unread !== undefined || steps.some(({ refusal }) => refusal?.kind === 'refused')
  return diagnostics.length > 0 || targets.some(fails) ? 'refused' : 'clean'
}
