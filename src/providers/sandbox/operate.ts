import { digest } from '../../core/canonical-json.js'
import type { OperateFailure, OperateOutcome, OperateRequest } from '../../core/provider.js'
import type { ResourceType } from '../../core/resource-type.js'
import { overlaidResource, type StandingResource, standingResources } from './account-state.js'
import type { EstateAccount, PlantedOutcome } from './estate-file.js'
import type { Overlay } from './overlay.js'
import { toResource } from './to-resource.js'

/** The account that is operated on, and what its changes go to. */
export interface OperatingContext {
  readonly estate: EstateAccount
  readonly overlay: Overlay
  readonly typesByName: ReadonlyMap<string, ResourceType>
  readonly now: () => Date
}

/** Lets the operation's declared effect come true, unless the estate plants another outcome. */
export async function operateOn(request: OperateRequest, context: OperatingContext): Promise<OperateOutcome> {
  const planted = await plantedOutcome(request, context)
  if (planted?.failure && !planted.takesEffect) return failed(planted.failure)
  const taken = planted && !planted.takesEffect ? { created: [] } : await takeEffect(request, context)
  const failure = 'created' in taken ? planted?.failure : taken
  if (failure) return failed(failure)
  const { created } = { created: [], ...taken }
  const { operation, target, params, token } = request
  const responses = operation.requests(target, params, token).map(({ action }) => ({ sandbox: action }))
  return { kind: 'performed', responses, ...(created.length > 0 ? { created } : {}) }
}

/** Changes the resource as it is now, whatever the caller believes it to be; gives the ids of what was made. */
async function takeEffect(
  { operation, target, params, token }: OperateRequest,
  { estate, overlay, typesByName, now }: OperatingContext,
): Promise<OperateFailure | { readonly created: readonly string[] }> {
  const type = typesByName.get(operation.type)
  const standing = (await standingResources(estate, overlay, operation.type)).find((one) => isTarget(one, target))
  if (!type || !standing) return { reason: 'not-found', code: 'NotFound', message: `there is no ${target.id}` }
  const request = { aspects: Object.keys(type.aspects), metrics: [] }
  const current = toResource(standing, { account: estate.account, type, request, now: now() })
  const refusal = operation.precondition(current, params)
  if (refusal?.kind === 'already') return { created: [] }
  if (refusal) return { reason: 'conflict', code: 'IncorrectState', message: refusal.reason }
  let made = 0
  const newId = (kind: string): string => `${kind}-${digest([token, kind, made++]).slice(0, 17)}`
  const { target: after, created = [] } = operation.effect(current, params, { now: now(), newId, token })
  for (const one of created) await overlay.put(one.type, overlaidResource(one))
  const changed = after ? overlaidResource(after, standing.entry) : { id: current.id, region: current.region }
  await overlay.put(operation.type, changed)
  return { created: created.map(({ id }) => id) }
}

function isTarget({ entry }: StandingResource, { id, region }: OperateRequest['target']): boolean {
  return entry.id === id && (entry.region ?? 'global') === region
}

async function plantedOutcome(
  { operation, target }: OperateRequest,
  { estate, overlay }: OperatingContext,
): Promise<PlantedOutcome | undefined> {
  for (const [index, outcome] of estate.outcomes.entries()) {
    if (outcome.operation !== operation.name || (outcome.id ?? target.id) !== target.id) continue
    if (outcome.times === undefined) return outcome
    const calls = await overlay.countCall(`outcome ${index} of ${operation.name} on ${target.region}/${target.id}`)
    if (calls <= outcome.times) return outcome
  }
  return undefined
}

function failed(failure: OperateFailure): OperateOutcome {
  return { kind: 'failed', failure, responses: [] }
}
