import { canonicalJson } from '../../core/canonical-json.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { StandingApproval } from '../../core/playbook.js'
import { type StandingUse, spent, usesLeft } from '../../engine/index.js'
import { objectKey } from '../../store/index.js'
import { numberedKey, readRecord } from './numbered-records.js'

/** A use that a plan holds, or why it gets none. */
export type UseOutcome =
  | { readonly kind: 'held'; readonly use: StandingUse; readonly key: string }
  | { readonly kind: 'spent'; readonly diagnostic: Diagnostic }

const folder = (standing: string): string => objectKey('approvals', standing, 'uses')

/** The uses of a standing approval, in order. A record that cannot be read counts, as one of now. */
export async function readUses(store: ObjectStore, standing: string): Promise<readonly StandingUse[]> {
  const uses: StandingUse[] = []
  for await (const key of store.list(`${folder(standing)}/`)) {
    const number = Number(/\/(\d+)\.json$/.exec(key)?.[1] ?? 0)
    const unreadable = { standing, number, plan: '', requester: '', at: '' }
    uses.push({ ...unreadable, ...((await readRecord(store, key)) as object | undefined), number })
  }
  return uses
}

/**
 * Takes a use for a plan: the one that it holds already, or the next. Uses are created exclusively, so of two runners that
 * want the last one, one gets it; the other looks again and finds none left.
 */
export async function takeUse(
  store: ObjectStore,
  standing: StandingApproval,
  wanted: Pick<StandingUse, 'plan' | 'requester' | 'at'>,
): Promise<UseOutcome> {
  for (;;) {
    const taken = await readUses(store, standing.id)
    const own = taken.find(({ plan }) => plan === wanted.plan)
    if (own) return { kind: 'held', use: own, key: numberedKey(folder(standing.id), own.number) }
    const left = usesLeft(standing, taken, new Date(wanted.at))
    if (left.now === 0) return { kind: 'spent', diagnostic: spent(standing, left.inAll) }
    const use = { ...wanted, standing: standing.id, number: 1 + Math.max(0, ...taken.map(({ number }) => number)) }
    const key = numberedKey(folder(standing.id), use.number)
    if (await store.create(key, Buffer.from(canonicalJson(use)))) return { kind: 'held', use, key }
  }
}
