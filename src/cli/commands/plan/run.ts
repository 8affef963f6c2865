import type { Bundle } from '../../../core/bundle.js'
import { hasErrors } from '../../../core/diagnostics.js'
import type { Plan } from '../../../core/plan.js'
import type { CompiledPlaybook } from '../../../core/playbook.js'
import { type Selection, selectPolicies } from '../../../engine/index.js'
import { type PlanFormat, palette, renderPlan, renderSkipped } from '../../../report/index.js'
import { locateSnapshot } from '../../../runner/index.js'
import { type PlanningRequest, type PlanOutcome, plan, planningDiagnostics } from '../../../runner/plan/index.js'
import type { CommandInput, CommandRun } from '../../command.js'
import { CommandFailure, usageFailure } from '../../command-failure.js'
import type { CommandContext } from '../../environment/context.js'
import { askGit } from '../../environment/git.js'
import type { Exit } from '../../exit-codes.js'
import { approvalTooShort, usualApprovalSeconds } from '../../project/approval-length.js'
import { requireBundle } from '../../project/compile-repository.js'
import { currentPerson } from '../../project/current-person.js'
import { heldApprovals } from '../../project/held-approvals.js'
import { openConfiguredStore } from '../../project/open-store.js'
import { planOptions } from '../../project/plan-options.js'
import { requireAccounts } from '../../project/require-accounts.js'
import { scanPorts } from '../../project/scan-ports.js'
import { writeOutput } from '../../project/write-output.js'
import { progressLine } from '../scan/progress-line.js'
import type { planCommand } from './definition.js'
import { givenValues } from './given-values.js'
import { targetSelection } from './target-selection.js'
import { refusalText } from './view.js'

type Options = CommandInput<typeof planCommand>['options']

/** The options that say what to plan. */
export type PlanningOptions = Omit<Options, 'out' | 'format' | 'json'>

export const run: CommandRun<typeof planCommand> = async ({ options }, context) => {
  requireSense(options)
  const bundle = await requireBundle(context)
  const store = openConfiguredStore(bundle.configuration, context.root)
  const snapshot = options['from-snapshot']
  const [lost] = snapshot === undefined ? [] : (await locateSnapshot(store, snapshot)).diagnostics
  if (lost) throw CommandFailure.of('usage', lost)
  const request = await requestOf(bundle, options, context)
  const { terminal } = context
  const progress = (options.progress ?? terminal.interactive) ? progressLine(terminal) : undefined
  const ports = scanPorts(bundle, store, context)
  const outcome = await plan(request, progress ? { ...ports, onProgress: progress.listen } : ports)
  progress?.finish()
  return await publish(outcome, bundle, { options, context })
}

/** Ends the command when its options contradict one another. */
export function requireSense({ playbook, policy, with: given }: PlanningOptions): void {
  if (playbook !== undefined && policy.length > 0) {
    throw usageFailure('`--policy` and `--playbook` exclude each other: a policy has its own playbook.')
  }
  if (playbook === undefined && given.length > 0) {
    throw usageFailure('`--with` goes with `--playbook`, whose parameters it gives.')
  }
}

/** What the options ask to be planned. */
export async function requestOf(
  bundle: Bundle,
  options: PlanningOptions,
  context: CommandContext,
): Promise<PlanningRequest> {
  const { playbook: id, 'from-snapshot': fromSnapshot } = options
  const named = bundle.playbooks.find((playbook) => playbook.id === id)
  if (id !== undefined && !named) {
    throw CommandFailure.of('usage', planningDiagnostics.report('playbook-not-found', { id }))
  }
  const selection = selectionOf(options)
  requireAccounts(bundle.configuration, options.account)
  const playbooks = named ? [named] : remediesOf(bundle, selection)
  if (playbooks.length === 0) {
    const policies = selectPolicies(bundle.policies, selection).map((policy) => policy.id)
    throw CommandFailure.of('usage', planningDiagnostics.report('no-remedy', { policies }))
  }
  const given = givenValues(options.with, named)
  const commit = await askGit(context.root, 'rev-parse', 'HEAD')
  return {
    bundle,
    ...(named ? { playbook: { id: named.id, with: given } } : {}),
    selection,
    select: await targetSelection(playbooks, options.select, given),
    ...(fromSnapshot === undefined ? {} : { fromSnapshot }),
    requester: await currentPerson(bundle.configuration.access, options.as, context),
    ...(commit === undefined ? {} : { commit }),
  }
}

function selectionOf({ account, region, policy, resource }: PlanningOptions): Selection {
  const given = { accounts: account, regions: region, policies: policy, resources: resource }
  return Object.fromEntries(Object.entries(given).filter(([, globs]) => globs.length > 0))
}

function remediesOf({ policies, playbooks }: Bundle, selection: Selection): readonly CompiledPlaybook[] {
  const wanted = new Set(selectPolicies(policies, selection).map(({ remediation }) => remediation.playbook))
  return playbooks.filter(({ id }) => wanted.has(id))
}

interface Publication {
  readonly options: Options
  readonly context: CommandContext
}

async function publish(outcome: PlanOutcome, bundle: Bundle, { options, context }: Publication): Promise<Exit> {
  const { terminal } = context
  if (outcome.interrupted) return 'interrupted'
  if (outcome.plan) {
    const short = approvalTooShort(outcome.plan, usualApprovalSeconds, bundle.configuration.access)
    const said = [...outcome.diagnostics, ...short]
    if (said.length > 0) terminal.error(`${refusalText(said, palette(terminal.errorColour))}\n`)
    await publishPlan(outcome.plan, bundle, { options, context })
    return 'clean'
  }
  const { diagnostics: refused, skipped } = outcome
  if (formatOf(options) === 'json') terminal.out(`${JSON.stringify({ refused, skipped }, null, 2)}\n`)
  terminal.error(refusalText(outcome.diagnostics, palette(terminal.errorColour)))
  if (outcome.skipped.length > 0) {
    const screen = { style: palette(terminal.errorColour), width: terminal.width }
    terminal.error(`\n${renderSkipped(outcome.skipped, screen)}\n`)
  }
  return hasErrors(outcome.diagnostics) ? 'refused' : 'clean'
}

async function publishPlan(made: Plan, bundle: Bundle, { options, context }: Publication): Promise<void> {
  const { terminal } = context
  const format = formatOf(options)
  const approvals = await heldApprovals(made, bundle, context)
  const { warning } = approvals
  if (warning) terminal.error(`${refusalText([warning], palette(terminal.errorColour))}\n`)
  const shown = planOptions(context, { all: options.all, approvals })
  for (const piece of renderPlan(format, made, shown)) terminal.out(piece)
  if (options.out === undefined) return
  const path = await writeOutput(options.out, renderPlan('json', made, shown), context)
  terminal.error(`${palette(terminal.errorColour).dim('Plan:')} ${path}\n`)
}

function formatOf({ json, format = 'terminal' }: Options): PlanFormat {
  return json ? 'json' : format
}
