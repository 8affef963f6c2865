import type { EffectContext, Operation, OperationParameters, Refusal } from '../../core/operation.js'
import type { Resource } from '../../core/resource.js'
import type { Link, ResourceType } from '../../core/resource-type.js'
import { textsAtPath, topLevel } from '../links.js'

/** An operation on a resource of a snapshot. */
export interface SimulationRequest {
  readonly operation: Operation
  readonly target: Resource
  readonly params: OperationParameters
  readonly context: EffectContext
  /** The target's type, which tells what its aspects fill and how its links are made. */
  readonly type: ResourceType | undefined
}

/** What an operation would do; `target` is undefined when it will be gone. Refused, rather than guessed, where a needed part is unread. */
export type Simulation =
  | { readonly kind: 'changed'; readonly target: Resource | undefined; readonly created: readonly Resource[] }
  | Refusal

/** Applies an operation's precondition and effect to a resource, which stays who it is. The resource given stays as it is. */
export function simulate({ operation, target, params, context, type }: SimulationRequest): Simulation {
  const unread = unreadNeed(operation, target, type)
  if (unread !== undefined) return { kind: 'refused', reason: unread }
  const refusal = operation.precondition(target, params)
  if (refusal) return refusal
  const { target: after, created = [] } = operation.effect(target, params, context)
  const changed = after && { ...withFreshLinks(target, after, type), id: target.id }
  return { kind: 'changed', target: changed, created }
}

/** Why the operation cannot be judged: a part that it looks at was not read. */
function unreadNeed(operation: Operation, target: Resource, type: ResourceType | undefined): string | undefined {
  if (!target.unread) return undefined
  const filled = operation.reads.flatMap((aspect) => type?.aspects[aspect]?.properties ?? [aspect])
  for (const property of [...filled, ...operation.dependsOn.map(topLevel)]) {
    const unread = target.unread[property]
    if (unread) return `${property} could not be read: ${unread.message}`
  }
  return undefined
}

/** Makes links anew whose property the effect changed, unless the effect made them itself. */
function withFreshLinks(before: Resource, after: Resource, type: ResourceType | undefined): Resource {
  const stale = Object.entries(type?.links ?? {}).flatMap(([name, link]) => {
    if (link.path === undefined || !before.links?.[name] || before.links[name] !== after.links?.[name]) return []
    const property = topLevel(link.path)
    if (before.properties[property] === after.properties[property]) return []
    return [[name, idsOf(after, link, link.path)] as const]
  })
  return stale.length === 0 ? after : { ...after, links: { ...after.links, ...Object.fromEntries(stale) } }
}

function idsOf({ properties, account }: Resource, { idOf = (text) => text }: Link, path: string): readonly string[] {
  const ids = textsAtPath(properties, path).map((text) => idOf(text, account))
  return [...new Set(ids.filter((id) => id !== undefined))]
}
