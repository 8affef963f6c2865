import type { Approval } from '../../core/approval.js'
import type { Bundle } from '../../core/bundle.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { Plan } from '../../core/plan.js'
import type { RunRecord } from '../../core/run.js'
import { type ApplyOutcome, apply } from '../../runner/apply/index.js'
import type { CommandContext } from '../environment/context.js'
import type { Exit } from '../exit-codes.js'
import { applyPorts } from './apply-ports.js'
import { principalOf } from './principal.js'
import { exitOfRun } from './run-exit.js'

/** Where a plan is applied. */
export interface ApplyScene {
  readonly bundle: Bundle
  readonly store: ObjectStore
  readonly context: CommandContext
}

/** How applying ended, and the approvals that the run went ahead under. */
export interface AppliedPlan {
  readonly outcome: ApplyOutcome
  readonly approvals: readonly Approval[]
}

/** Applies a plan through the gate; as the person who asked for it, or without one where it came by itself. */
export async function applyPlan(
  plan: Plan,
  { bundle, store, context }: ApplyScene,
  { byItself = false }: { readonly byItself?: boolean } = {},
): Promise<AppliedPlan> {
  const unnamed = await applyPorts(bundle, store, context)
  const requester = principalOf(bundle.configuration.access, plan.requester)
  const ports = byItself ? unnamed : { ...unnamed, principal: requester }
  const approvals: Approval[] = []
  const onRecord = (record: RunRecord): void => {
    ports.onRecord?.(record)
    if (record.event.kind === 'approved') approvals.push(record.event.approval)
  }
  return { outcome: await apply({ plan, bundle, requester }, { ...ports, onRecord }), approvals }
}

/** How a command ends that applied a plan. */
export function exitOfApply(outcome: ApplyOutcome): Exit {
  if (outcome.kind === 'refused') return 'refused'
  return outcome.kind === 'lost' ? 'failed' : exitOfRun(outcome.state)
}
