import { setTimeout as sleep } from 'node:timers/promises'
import type { Approval } from '../../core/approval.js'
import type { Bundle } from '../../core/bundle.js'
import type { Plan } from '../../core/plan.js'
import type { RunRecord } from '../../core/run.js'
import { rolesOf } from '../../engine/index.js'
import { type ApplyOutcome, type ApplyPorts, apply } from '../../runner/apply/index.js'
import { createApprovalGate } from '../../runner/approval/index.js'
import type { ScanPorts } from '../../runner/index.js'
import { isGoneRunner, runnerName } from '../environment/runner-identity.js'
import type { Exit } from '../exit-codes.js'
import { approvalRules } from './approval-rules.js'

/** What applying needs from outside, as this process has it. */
export async function applyPorts(bundle: Bundle, ports: ScanPorts): Promise<ApplyPorts> {
  const { store, catalog, providers, clock, root, signal } = ports
  return {
    store,
    catalog,
    providers,
    clock,
    root,
    configuration: bundle.configuration,
    runner: runnerName(),
    isGone: isGoneRunner,
    gate: createApprovalGate(await approvalRules(bundle, store)),
    sleep: async (milliseconds, until) => {
      await sleep(milliseconds, undefined, until ? { signal: until } : {}).catch(() => undefined)
    },
    ...(signal ? { signal } : {}),
  }
}

/** How applying ended, and the approvals that the run went ahead under. */
export interface AppliedPlan {
  readonly outcome: ApplyOutcome
  readonly approvals: readonly Approval[]
}

/** Applies a plan through the gate, as its requester. */
export async function applyPlan(plan: Plan, bundle: Bundle, ports: ScanPorts): Promise<AppliedPlan> {
  const { access } = bundle.configuration
  const person = access.people.find(({ id }) => id === plan.requester)
  const roles = person ? rolesOf(access, person).map(({ id }) => id) : []
  const approvals: Approval[] = []
  const onRecord = ({ event }: RunRecord): void => {
    if (event.kind === 'approved') approvals.push(event.approval)
  }
  const request = { plan, bundle, requester: { person: plan.requester, roles } }
  const outcome = await apply(request, { ...(await applyPorts(bundle, ports)), onRecord })
  return { outcome, approvals }
}

/** How a command ends that applied a plan. A run that waits has not failed. */
export function exitOfApply(outcome: ApplyOutcome): Exit {
  if (outcome.kind === 'refused') return 'refused'
  if (outcome.kind === 'lost') return 'clean'
  const { phase } = outcome.state
  if (phase === 'interrupted') return 'interrupted'
  return phase === 'succeeded' || phase === 'waiting' ? 'clean' : 'run-failed'
}
