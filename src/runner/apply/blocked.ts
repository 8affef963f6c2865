import type { Diagnostic } from '../../core/diagnostics.js'
import type { Operation } from '../../core/operation.js'
import type { PlannedTarget } from '../../core/plan.js'
import { resourceAddress } from '../../core/resource.js'
import { isHeld, readLease } from '../../store/lease/index.js'
import { readClaim } from '../../store/run-log/index.js'
import type { ApplyRequest } from './apply.js'
import { type RehearsalScene, rehearseTarget } from './dry-run.js'
import { hasEnded } from './ended-run.js'
import { leasePatienceMilliseconds, leasePauseMilliseconds } from './lease-patience.js'
import type { ApplyPorts } from './ports.js'
import { targetDiagnostics } from './target-diagnostics.js'
import { TargetReader } from './target-reader.js'

/**
 * Why nothing at all could be done for a plan: every target has moved, or another run holds it longer than one waits.
 * Nothing when one target is free, or when the plan was begun before: its run then tells. Nothing is written, so that
 * neither the plan nor its approvals are spent on a run that could do nothing.
 */
export async function blockedTargets(
  { plan, bundle }: Pick<ApplyRequest, 'plan' | 'bundle'>,
  operations: ReadonlyMap<string, Operation>,
  ports: ApplyPorts,
): Promise<readonly Diagnostic[]> {
  if ((await readClaim(ports.store, plan.hash)) !== undefined) return []
  const reader = new TargetReader(ports)
  const asking = { targets: reader, ports, params: plan.params }
  const rehearsal = { operations, policies: bundle.policies, asking }
  const deadline = ports.clock.now().getTime() + leasePatienceMilliseconds
  try {
    for (;;) {
      const blocks = await blocksOf(plan.targets, { ports, rehearsal })
      const mayPass = blocks.some(({ code }) => code === 'resource-held')
      const isOver = ports.clock.now().getTime() >= deadline || ports.signal?.aborted === true
      if (!mayPass || isOver) return blocks
      await ports.sleep(leasePauseMilliseconds, ports.signal)
    }
  } finally {
    await reader.close()
  }
}

interface Scene {
  readonly ports: ApplyPorts
  readonly rehearsal: RehearsalScene
}

/** What stands in the way of each target; nothing as soon as one is found that is free. */
async function blocksOf(
  targets: readonly PlannedTarget[],
  { ports, rehearsal }: Scene,
): Promise<readonly Diagnostic[]> {
  const blocks: Diagnostic[] = []
  for (const target of targets) {
    const block = (await heldBy(target, ports)) ?? (await movedFrom(target, rehearsal))
    if (!block) return []
    blocks.push(block)
  }
  return blocks
}

async function heldBy(target: PlannedTarget, { store, clock }: ApplyPorts): Promise<Diagnostic | undefined> {
  const places = [target, ...target.steps.flatMap(({ on }) => (on ? [on] : []))]
  for (const address of new Set(places.map(resourceAddress))) {
    const lease = await readLease(store, address)
    if (!isHeld(lease, clock.now()) || (await hasEnded(store, lease.run))) continue
    return targetDiagnostics.report('resource-held', { target: address, run: lease.run })
  }
  return undefined
}

async function movedFrom(target: PlannedTarget, rehearsal: RehearsalScene): Promise<Diagnostic | undefined> {
  const { stale: moved, steps } = await rehearseTarget(target, rehearsal)
  const isUntouched = steps.every(({ refusal }) => refusal?.kind === 'already')
  return moved.length > 0 && isUntouched
    ? targetDiagnostics.report('stale', { target: resourceAddress(target), moved })
    : undefined
}
