import type { Bundle } from '../../../core/bundle.js'
import type { Diagnostic } from '../../../core/diagnostics.js'
import type { ObjectStore } from '../../../core/object-store.js'
import type { ScanReport } from '../../../core/scan.js'
import { type Selection, selectPolicies } from '../../../engine/index.js'
import { locateScan, locateSnapshot, type ScanRequest, scan } from '../../../runner/index.js'
import type { CommandInput, CommandRun } from '../../command.js'
import { CommandFailure, usageFailure } from '../../command-failure.js'
import type { CommandContext } from '../../environment/context.js'
import { requireBundle } from '../../project/compile-repository.js'
import { openConfiguredStore } from '../../project/open-store.js'
import { requireAccounts } from '../../project/require-accounts.js'
import { scanPorts } from '../../project/scan-ports.js'
import type { scanCommand } from './definition.js'
import { exitOfScan } from './exit.js'
import { outputPlan, publish } from './output.js'
import { progressLine } from './progress-line.js'

type Options = CommandInput<typeof scanCommand>['options']

export const run: CommandRun<typeof scanCommand> = async ({ options }, context) => {
  const plan = outputPlan(options)
  const bundle = await requireBundle(context)
  const selection = selectionOf(options)
  requireSomething(bundle, selection, options)
  const store = openConfiguredStore(bundle.configuration, context.root)
  await requireKept(store, options, context)
  const progress = (options.progress ?? context.terminal.interactive) ? progressLine(context.terminal) : undefined
  const ports = scanPorts(bundle, store, context)
  const report = await scan(
    requestOf(bundle, selection, options),
    progress ? { ...ports, onProgress: progress.listen } : ports,
  )
  progress?.finish()
  requireResources(report, selection)
  await publish(report, plan, context)
  return exitOfScan(report, {
    threshold: options['fail-on'] ?? bundle.configuration.scan.failOn,
    allowIncomplete: options['allow-incomplete'] ?? false,
  })
}

function selectionOf({ account, region, policy, resource }: Options): Selection {
  const given = { accounts: account, regions: region, policies: policy, resources: resource }
  return Object.fromEntries(Object.entries(given).filter(([, globs]) => globs.length > 0))
}

/** A scan of nothing would look clean, so a selection that selects nothing is refused. */
function requireSomething({ configuration, policies }: Bundle, selection: Selection, options: Options): void {
  if (selectPolicies(policies, selection).length === 0) {
    const none =
      'There are no policies. `escher new policy` writes one; `library` in the configuration chooses first-party ones.'
    throw usageFailure(policies.length === 0 ? none : `No policy is called ${options.policy.join(' or ')}.`)
  }
  if (options['from-snapshot'] !== undefined) return
  const { accounts } = configuration
  if (accounts.length === 0)
    throw usageFailure('No accounts are configured, so there is nothing to read. Add `accounts` to escher.config.')
  requireAccounts({ accounts }, options.account)
}

/** Where everything was read and nothing bears a name that was given, nothing was judged. */
function requireResources({ coverage, interrupted }: ScanReport, { resources = [] }: Selection): void {
  const unread = coverage.unreadPartitions.length + coverage.unreadAccounts.length
  if (resources.length === 0 || coverage.resources > 0 || unread > 0 || interrupted) return
  throw usageFailure(`No resource that the policies are about is called ${resources.join(' or ')}.`)
}

async function requireKept(store: ObjectStore, options: Options, { clock }: CommandContext): Promise<void> {
  const problems: Diagnostic[] = []
  const snapshot = options['from-snapshot']
  if (snapshot !== undefined) problems.push(...(await locateSnapshot(store, snapshot)).diagnostics)
  if (options.since !== undefined) problems.push(...(await locateScan(store, options.since, clock.now())).diagnostics)
  const [problem] = problems
  if (problem) throw CommandFailure.of('usage', problem)
}

function requestOf(bundle: Bundle, selection: Selection, options: Options): ScanRequest {
  const { since, 'from-snapshot': fromSnapshot } = options
  return {
    bundle,
    selection,
    ...(since === undefined ? {} : { since }),
    ...(fromSnapshot === undefined ? {} : { fromSnapshot }),
  }
}
