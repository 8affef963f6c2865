import type { PlannedStep, PlannedTarget } from '../../core/plan.js'
import { type Resource, resourceAddress } from '../../core/resource.js'
import { boundStep, changesMissing } from '../../engine/run/index.js'
import { type Answer, together } from './answer.js'
import { placeOfStep, type RunSession } from './run-session.js'

/**
 * Whether everything is as a target's steps were to leave it, on the target and on the resources that they act on
 * instead: asked where a verification names neither policy nor condition, as when a run is taken back. Each resource is
 * read with the aspects that fill what was to change; what could not be read is unknown.
 */
export async function asPlanned(session: RunSession, target: PlannedTarget): Promise<Answer> {
  const bindings = session.bindings(target)
  const steps = target.steps.map((planned) => boundStep(planned, bindings))
  if (steps.some((step) => !step)) return { held: 'unknown', evidence: 'what an earlier step made is not known' }
  const bound = steps.flatMap((step) => (step ? [{ ...step, changes: bindings.bind(step.changes) }] : []))
  const places = stepsByPlace({ ...target, steps: bound })
  const answers: Answer[] = []
  for (const group of places) {
    const { held, evidence } = await placeAsPlanned(session, target, group)
    answers.push({ held, evidence: places.length > 1 ? `${group[0].on?.name ?? target.name}: ${evidence}` : evidence })
  }
  return together(answers)
}

type StepsOfPlace = readonly [PlannedStep, ...PlannedStep[]]

function stepsByPlace(target: PlannedTarget): readonly StepsOfPlace[] {
  const places = new Map<string, [PlannedStep, ...PlannedStep[]]>()
  for (const planned of target.steps) {
    const address = resourceAddress(placeOfStep({ target, planned }))
    const known = places.get(address)
    if (known) known.push(planned)
    else places.set(address, [planned])
  }
  return [...places.values()]
}

async function placeAsPlanned(session: RunSession, target: PlannedTarget, steps: StepsOfPlace): Promise<Answer> {
  const place = placeOfStep({ target, planned: steps[0] })
  const paths = steps.flatMap(({ changes }) => changes.map(({ path }) => path))
  const reads = steps.flatMap(({ operation }) => session.operations.get(operation)?.reads ?? [])
  const aspects = [...new Set([...session.targets.aspectsFilling(place.type, paths), ...reads])]
  const reading = await session.targets.read({ place, aspects, metrics: [] })
  if (reading.kind === 'unread') return { held: 'unknown', evidence: reading.unread.message }
  const isRemoved = steps.some(({ removes }) => removes === true)
  if (reading.kind === 'gone') return { held: isRemoved, evidence: 'the resource no longer exists' }
  if (isRemoved) return { held: false, evidence: 'the resource still exists' }
  const { resource } = reading
  const unread = session.targets.unreadAmong(resource, paths)
  const own = steps.map(({ on: _, ...step }) => step)
  const missing = changesMissing({ steps: own }, resource).filter(
    (path) => !unread.includes(path) && !isWanted(session, own, { path, resource }),
  )
  if (missing.length > 0) return { held: false, evidence: `${missing.join(', ')} is not as planned` }
  if (unread.length > 0) return { held: 'unknown', evidence: `${unread.join(', ')} could not be read` }
  return { held: true, evidence: 'all changes are as planned' }
}

/**
 * True when all operations that change a path see there what they wanted: clouds write a policy's text in their own way,
 * and know times and ids that a plan cannot.
 */
function isWanted(
  { operations }: RunSession,
  steps: readonly PlannedStep[],
  { path, resource }: { readonly path: string; readonly resource: Resource },
): boolean {
  const changing = steps.filter(({ changes }) => changes.some((change) => change.path === path))
  const isThere = changing.map(
    ({ operation, params }) => operations.get(operation)?.precondition(resource, params)?.kind === 'already',
  )
  return isThere.length > 0 && isThere.every(Boolean)
}
