import type { Bundle } from '../../../core/bundle.js'
import { lastingPolicyId } from '../../../core/policy.js'
import type { ScanReport } from '../../../core/scan.js'
import { type BundlePair, type Change, type Impact, impactsOf } from '../../../engine/index.js'
import { locateSnapshot, scan } from '../../../runner/index.js'
import type { CommandContext } from '../../environment/context.js'
import { openConfiguredStore } from '../../project/open-store.js'
import { scanPorts } from '../../project/scan-ports.js'
import { scratchStore } from '../../project/scratch-store.js'

/** What changed policies and exemptions make of the last snapshot. Nothing is kept; without a snapshot, undefined. */
export async function judgeChanges(
  { before, after }: BundlePair,
  changes: readonly Change[],
  context: CommandContext,
): Promise<readonly Impact[] | undefined> {
  const store = openConfiguredStore(after.configuration, context.root)
  if (!(await locateSnapshot(store, 'latest')).value) return undefined
  const ids = changedPolicies(changes, after)
  if (ids.length === 0) return []
  const lasting = new Set(after.policies.filter(({ id }) => ids.includes(id)).map(lastingPolicyId))
  const judge = async (bundle: Bundle): Promise<ScanReport> => {
    const policies = bundle.policies.filter((policy) => lasting.has(lastingPolicyId(policy)))
    const { workers: _, ...ports } = scanPorts(bundle, scratchStore(store), context)
    return await scan({ bundle: { ...bundle, policies }, fromSnapshot: 'latest' }, ports)
  }
  return impactsOf(await judge(before), await judge(after), ids).filter(hasAny)
}

/** Policies that are new or judge differently; a changed exemption may concern any of them. */
function changedPolicies(changes: readonly Change[], { policies }: Bundle): readonly string[] {
  if (changes.some(({ kind }) => kind === 'exemption')) return policies.map(({ id }) => id)
  return changes.filter(({ kind, change }) => kind === 'policy' && change !== 'removed').map(({ id }) => id)
}

function hasAny({ newlyViolating, newlyCompliant, newlyUnknown, uselessExemptions }: Impact): boolean {
  return [newlyViolating, newlyCompliant, newlyUnknown, uselessExemptions].some(({ length }) => length > 0)
}
