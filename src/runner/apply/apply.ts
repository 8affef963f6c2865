import type { ApprovalDecision, ApprovalEvidence, HeldApproval } from '../../core/approval.js'
import type { Bundle } from '../../core/bundle.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import type { Operation } from '../../core/operation.js'
import type { Plan, PlannedTarget } from '../../core/plan.js'
import type { Principal } from '../../core/run.js'
import { approvalDiagnostics } from '../../engine/index.js'
import { claimPlan, readRun } from '../../store/run-log/index.js'
import { randomSuffix, timedId } from '../scan-id.js'
import { problemsOf } from './admit.js'
import { blockedTargets } from './blocked.js'
import { applyDiagnostics } from './diagnostics.js'
import { execute, type RunEnd } from './execute.js'
import { LeaseKeeper } from './lease-keeper.js'
import { operationsOf } from './operations-of.js'
import type { ApplyPorts } from './ports.js'
import { RunSession } from './run-session.js'

/** What to apply, for whom. */
export interface ApplyRequest {
  readonly plan: Plan
  /** The files as they are now: the plan's playbooks must be theirs, and the run takes its policies along. */
  readonly bundle: Pick<Bundle, 'playbooks' | 'policies'>
  readonly requester: Principal
  /** What speaks for it where it is applied; recorded, never counted. */
  readonly evidence?: readonly ApprovalEvidence[]
}

/** A run as its process left it, or why it was not begun. */
export type ApplyOutcome = RunEnd | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

/** Applies a plan: as a new run, once, if nothing stands against it. */
export async function apply(request: ApplyRequest, ports: ApplyPorts): Promise<ApplyOutcome> {
  const operations = await operationsOf(ports)
  const admitted = await admit(request, ports, operations)
  if ('diagnostics' in admitted) return { kind: 'refused', ...admitted }
  const { plan, bundle, requester, evidence = [] } = request
  const run = await claimPlan(ports.store, plan.hash, timedId(ports.clock, randomSuffix))
  const leases = new LeaseKeeper({ ...ports, run })
  const lease = await leases.takeRun()
  if (lease.kind === 'held') return refused('run-held', lease.holder)
  if (await readRun(ports.store, run)) {
    await leases.close()
    return refused('plan-applied-before', { run })
  }
  const asked = new Set(plan.targets.flatMap(policiesAskedOf))
  const planned = {
    kind: 'planned' as const,
    plan,
    requester,
    runner: ports.runner,
    ...(ports.principal ? { principal: ports.principal } : {}),
    policies: bundle.policies.filter(({ id }) => asked.has(id)),
    ...(evidence.length > 0 ? { evidence } : {}),
  }
  const session = await RunSession.begin(run, planned, { ports, operations, leases })
  for (const held of admitted.approvals) await session.record({ kind: 'approved', ...held })
  return await execute(session)
}

type Admission = { readonly approvals: readonly HeldApproval[] } | { readonly diagnostics: readonly Diagnostic[] }

/** Whether a plan may be begun now: by itself, by the files, by the resources, and by its approvals. */
async function admit(
  { plan, bundle }: Pick<ApplyRequest, 'plan' | 'bundle'>,
  ports: ApplyPorts,
  operations: ReadonlyMap<string, Operation>,
): Promise<Admission> {
  const { gate, clock, principal } = ports
  const diagnostics = problemsOf(plan, { playbooks: bundle.playbooks, operations, now: clock.now() })
  if (diagnostics.length > 0) return { diagnostics }
  const blocks = await blockedTargets({ plan, bundle }, operations, ports)
  if (blocks.length > 0) return { diagnostics: blocks }
  const decision = await gate.check({ plan, run: '', records: [], now: clock.now(), ...named(principal) })
  return decision.kind === 'granted' ? decision : { diagnostics: approvalProblems(plan, decision) }
}

/** The person at work as the gate asks for them. */
export function named(principal: Principal | undefined): { readonly principal?: string } {
  return principal === undefined ? {} : { principal: principal.person }
}

/** Why approvals do not suffice. */
export function approvalProblems(
  { approval }: Plan,
  decision: Exclude<ApprovalDecision, { readonly kind: 'granted' }>,
): readonly Diagnostic[] {
  if (decision.diagnostics) return decision.diagnostics
  const { approvals: needed, reason } = approval
  return [approvalDiagnostics.report('approval-missing', { missing: needed, needed, reason })]
}

function refused(...[code, parameters]: Parameters<typeof applyDiagnostics.report>): ApplyOutcome {
  return { kind: 'refused', diagnostics: [applyDiagnostics.report(code, parameters)] }
}

/** Ids of the policies that sent the plan to a target, and of those that verify it. */
function policiesAskedOf({ premises, course }: PlannedTarget): readonly string[] {
  const verifying = course.flatMap((action) => (action.kind === 'verify' ? action.policies : []))
  return [...(premises?.policies ?? []), ...verifying]
}
