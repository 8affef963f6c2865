import type { Resource } from '../../../../core/resource.js'
import { isSame, textAt, valueAt, withValue } from '../../../operating/document.js'
import { type Document, documentsIn } from '../../../reading/rest-answer.js'

const everyone = new Set<unknown>(['allUsers', 'allAuthenticatedUsers'])

/** The lists by which a bucket grants access: bindings of its policy, and entries of its two ACLs. */
export interface Grants {
  readonly bindings: readonly Document[]
  readonly acl: readonly Document[]
  readonly defaultObjectAcl: readonly Document[]
}

const paths: Readonly<Record<keyof Grants, string>> = {
  bindings: 'iamPolicy.bindings',
  acl: 'acl',
  defaultObjectAcl: 'defaultObjectAcl',
}

/** The properties that grants stand in. */
export const grantPaths = Object.values(paths)

/** What a bucket grants. */
export function grantsOf({ properties }: Resource): Grants {
  return {
    bindings: documentsIn(valueAt(properties, paths.bindings)),
    acl: documentsIn(valueAt(properties, paths.acl)),
    defaultObjectAcl: documentsIn(valueAt(properties, paths.defaultObjectAcl)),
  }
}

/** The bucket's document with other grants; a list that it does not have is not added unless something is in it. */
export function withGrants({ properties }: Resource, grants: Grants): Document {
  return (Object.keys(paths) as (keyof Grants)[]).reduce(
    (document, list) =>
      grants[list].length > 0 || valueAt(document, paths[list]) !== undefined
        ? withValue(document, paths[list], grants[list])
        : document,
    properties,
  )
}

/** The part of the grants that is for everyone; bindings with only those members. */
export function publicPart({ bindings, acl, defaultObjectAcl }: Grants): Grants {
  return {
    bindings: bindings.flatMap((binding) => withMembers(binding, (member) => everyone.has(member))),
    acl: acl.filter(({ entity }) => everyone.has(entity)),
    defaultObjectAcl: defaultObjectAcl.filter(({ entity }) => everyone.has(entity)),
  }
}

/** The grants without the part that is for everyone. */
export function privatePart({ bindings, acl, defaultObjectAcl }: Grants): Grants {
  return {
    bindings: bindings.flatMap((binding) => withMembers(binding, (member) => !everyone.has(member))),
    acl: acl.filter(({ entity }) => !everyone.has(entity)),
    defaultObjectAcl: defaultObjectAcl.filter(({ entity }) => !everyone.has(entity)),
  }
}

/** Both grants together. Members of the same role under the same condition are one binding. */
export function joined(held: Grants, added: Grants): Grants {
  return {
    bindings: added.bindings.reduce(joinBinding, held.bindings),
    acl: added.acl.reduce(joinEntry, held.acl),
    defaultObjectAcl: added.defaultObjectAcl.reduce(joinEntry, held.defaultObjectAcl),
  }
}

/** True when nothing is granted. */
export function isEmpty(grants: Grants): boolean {
  return Object.values(grants).every((list: readonly Document[]) => list.length === 0)
}

function withMembers(binding: Document, isKept: (member: unknown) => boolean): readonly Document[] {
  const members = membersOf(binding).filter(isKept)
  return members.length > 0 ? [{ ...binding, members }] : []
}

function membersOf({ members }: Document): readonly unknown[] {
  return Array.isArray(members) ? members : []
}

function joinBinding(bindings: readonly Document[], added: Document): readonly Document[] {
  const isOfRole = (binding: Document): boolean =>
    textAt(binding, 'role') === textAt(added, 'role') && isSame(binding['condition'], added['condition'])
  if (!bindings.some(isOfRole)) return [...bindings, added]
  return bindings.map((binding) =>
    isOfRole(binding) ? { ...binding, members: [...new Set([...membersOf(binding), ...membersOf(added)])] } : binding,
  )
}

function joinEntry(entries: readonly Document[], added: Document): readonly Document[] {
  const others = entries.filter(({ entity }) => entity !== added['entity'])
  return [...others, added]
}
