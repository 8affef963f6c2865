import type { CloudRequest, Effect, Inverse, Operation, OperationParameters } from '../../core/operation.js'
import type { ParameterValue } from '../../core/policy.js'
import type { Resource } from '../../core/resource.js'
import { asDocument, textMembers } from '../reading/rest-answer.js'
import { defineOperation } from './define-operation.js'
import { withValue } from './document.js'
import { already, refused } from './refusal.js'

export type Tags = Readonly<Record<string, string>>

/** What changes: the tags before and after, and the difference as what is set and what is removed. */
export interface TagChange {
  readonly before: Tags
  readonly after: Tags
  readonly set: Tags
  readonly removed: readonly string[]
}

/** How one vendor, or one type of it, is tagged. */
export interface TagConvention {
  /** The property that holds them: `tags` or `labels`. */
  readonly property: 'tags' | 'labels'
  /** Where they are not a map at `property`: the path they are at, and the target with others. */
  readonly held?: {
    readonly path: string
    readonly aspects: readonly string[]
    readonly replace: (target: Resource, tags: Tags) => Resource
  }
  readonly documentation: string
  readonly permissions: readonly string[]
  /** Why the vendor would not take a change, or undefined. */
  readonly refusal: (change: TagChange) => string | undefined
  readonly requests: (target: Resource, change: TagChange, token: string) => readonly CloudRequest[]
  readonly idempotency: Operation['idempotency']
  readonly settlesWithin: number
}

/** The operations `tag` and `untag` of a type. */
export function tagOperations(type: string, convention: TagConvention): readonly Operation[] {
  return [tagOperation(type, convention), untagOperation(type, convention)]
}

function tagOperation(type: string, convention: TagConvention): Operation {
  const { property } = convention
  const noun = property.slice(0, -1)
  return defineOperation(type, {
    ...common(type, convention, wantedTags),
    verb: 'tag',
    title: `Set ${property}`,
    params: {
      tags: { type: 'map', required: true, title: `Values by ${noun} name; null removes the ${noun}` },
    },
  })
}

function untagOperation(type: string, convention: TagConvention): Operation {
  const { property } = convention
  return defineOperation(type, {
    ...common(type, convention, ({ keys }) => Object.fromEntries(textsOf(keys).map((name) => [name, null]))),
    verb: 'untag',
    title: `Remove ${property}`,
    params: { keys: { type: 'list', required: true, title: `Names of the ${property} to remove` } },
  })
}

type Wanted = Readonly<Record<string, string | null>>

/** What both operations share, given what a step wants: a value by name, or null for a name that is to go. */
function common(type: string, convention: TagConvention, wantedOf: (params: OperationParameters) => Wanted) {
  const { property, documentation, permissions, idempotency, settlesWithin } = convention
  const changeOf = (target: Resource, params: OperationParameters): TagChange =>
    changed(tagsOf(target, convention), wantedOf(params))
  return {
    documentation,
    permissions,
    idempotency,
    settlesWithin,
    risk: 'low' as const,
    reads: convention.held?.aspects ?? [],
    dependsOn: [convention.held?.path ?? property],
    precondition: (target: Resource, params: OperationParameters) => {
      const change = changeOf(target, params)
      if (Object.keys(change.set).length + change.removed.length === 0) return already(`its ${property} are as wanted`)
      const reason = convention.refusal(change)
      return reason === undefined ? undefined : refused(reason)
    },
    effect: (target: Resource, params: OperationParameters): Effect => {
      const { after } = changeOf(target, params)
      if (convention.held) return { target: convention.held.replace(target, after) }
      const held = Object.keys(after).length > 0 ? after : undefined
      return { target: { ...target, tags: after, properties: withValue(target.properties, property, held) } }
    },
    inverse: (before: Resource, params: OperationParameters): Inverse => ({
      operation: `${type}.tag`,
      params: { tags: restoring(changeOf(before, params)) },
    }),
    requests: (target: Resource, params: OperationParameters, token: string) =>
      convention.requests(target, changeOf(target, params), token),
  }
}

function changed(before: Tags, wanted: Wanted): TagChange {
  const different = Object.entries(wanted).filter(([name, value]) => (before[name] ?? null) !== value)
  const set = textMembers(Object.fromEntries(different))
  const removed = different.flatMap(([name, value]) => (value === null ? [name] : [])).sort()
  const kept = Object.entries({ ...before, ...set }).filter(([name]) => !removed.includes(name))
  return { before, set, removed, after: Object.fromEntries(kept) }
}

/** What brings the tags before a change back: only those that it moves, so that others stay as they are by then. */
function restoring({ before, set, removed }: TagChange): Wanted {
  return Object.fromEntries([...Object.keys(set), ...removed].map((name) => [name, before[name] ?? null]))
}

function tagsOf({ tags, properties }: Resource, { property, held }: TagConvention): Tags {
  return held === undefined ? textMembers(properties[property]) : tags
}

function wantedTags({ tags }: OperationParameters): Wanted {
  const entries = Object.entries(asDocument(tags) ?? {})
  return Object.fromEntries(entries.map(([name, value]) => [name, value === null ? null : String(value)]))
}

/** The texts of a list parameter. */
export function textsOf(value: ParameterValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}
