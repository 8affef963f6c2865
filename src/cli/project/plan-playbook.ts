import type { Bundle } from '../../core/bundle.js'
import type { CompiledPlaybook } from '../../core/playbook.js'
import type { ParameterValue } from '../../core/policy.js'
import { defaultsOf } from '../../engine/plan/index.js'
import type { ScanPorts } from '../../runner/index.js'
import { type PlanOutcome, plan } from '../../runner/plan/index.js'
import { targetSelection } from '../commands/plan/target-selection.js'
import type { CommandContext } from '../environment/context.js'
import { askGit } from '../environment/git.js'

/** A playbook to plan, and for whom. */
export interface PlaybookOrder {
  readonly playbook: CompiledPlaybook
  readonly given: Readonly<Record<string, ParameterValue>>
  readonly requester: string
  readonly fromSnapshot?: string
}

/** Plans a playbook with its parameters; those that are selectors narrow its targets. */
export async function planPlaybook(
  { playbook, given, requester, fromSnapshot }: PlaybookOrder,
  bundle: Bundle,
  { ports, context }: { readonly ports: ScanPorts; readonly context: Pick<CommandContext, 'root'> },
): Promise<PlanOutcome> {
  const commit = await askGit(context.root, 'rev-parse', 'HEAD')
  const select = await targetSelection([playbook], undefined, { ...defaultsOf(playbook), ...given })
  const request = { bundle, playbook: { id: playbook.id, with: given }, selection: {}, select, requester }
  return await plan(
    {
      ...request,
      ...(fromSnapshot === undefined ? {} : { fromSnapshot }),
      ...(commit === undefined ? {} : { commit }),
    },
    ports,
  )
}
