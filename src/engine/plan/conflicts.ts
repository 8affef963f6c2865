import { canonicalJson } from '../../core/canonical-json.js'
import type { PlannedChange } from '../../core/plan.js'
import { type Resource, resourceAddress } from '../../core/resource.js'
import type { Claim } from './claim.js'
import { changesBetween } from './document-changes.js'
import { changedDocument, isDone, listOf, overlaps, valueAt } from './document-path.js'

/** What one order makes of one resource: its state before and after that order's steps. */
export interface Touch {
  readonly by: Claim
  readonly before: Resource
  readonly after: Resource | undefined
}

/** Two orders that want opposite things of one resource. */
export interface Conflict {
  /** The address of the resource. */
  readonly resource: string
  readonly sides: readonly [Claim, Claim]
  readonly about: string
}

/**
 * Where an order undoes what an earlier one established on the same resource: it removes it, sets a value to something
 * else, or takes away what was added to a list. `final` is the state after all orders.
 */
export function conflictsOn(touches: readonly Touch[], final: Resource | undefined): readonly Conflict[] {
  return touches.flatMap((touch, index) => {
    const about = undone(touch, final)
    if (about === undefined) return []
    const later = touches.slice(index + 1).filter(({ by }) => by.name !== touch.by.name)
    const culprit = later.find(({ after }) => undone(touch, after) !== undefined)
    return culprit ? [{ resource: resourceAddress(touch.before), sides: [touch.by, culprit.by], about }] : []
  })
}

function undone({ before, after }: Touch, final: Resource | undefined): string | undefined {
  if (!after) return final ? 'one removes it, and the other changes it' : undefined
  if (!final) return 'one changes it, and the other removes it'
  const reverted = new Set(changesBetween(after, final).map(({ path }) => path))
  const established = changesBetween(before, after).filter(({ path }) =>
    [...reverted].some((other) => overlaps(path, other)),
  )
  const document = changedDocument(final)
  const lost = established.find((change) => !isKept(change, document))
  return lost && `both change ${listOf(lost.path) ?? lost.path}`
}

/** A list that was given whole keeps a change when what was added is still there and what was taken away is not. */
function isKept(change: PlannedChange, document: unknown): boolean {
  const { path, before: old, after: wanted } = change
  const isWholeList = listOf(path) === undefined && (Array.isArray(wanted) || Array.isArray(old))
  if (!isWholeList) return isDone(change, document)
  const [before, after, final] = [old, wanted, valueAt(document, path)].map(
    (list) => new Set(Array.isArray(list) ? list.map(canonicalJson) : []),
  )
  const added = [...(after ?? [])].filter((item) => !before?.has(item))
  const removed = [...(before ?? [])].filter((item) => !after?.has(item))
  return added.every((item) => final?.has(item)) && !removed.some((item) => final?.has(item))
}
