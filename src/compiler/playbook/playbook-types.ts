import type { Operation } from '../../core/operation.js'
import type { Catalog } from '../../core/resource-type.js'
import type { Definition } from '../load/definition.js'
import { itemsAt, type LocatedValue, textAt } from '../source/located-value.js'

/**
 * The resource types that playbooks speak of: targets, what `on: links.x` leads to, what queries look among, and what
 * operations of the names that are used make.
 */
export function playbookTypes(
  playbooks: readonly Definition<'playbook'>[],
  { types }: Catalog,
  operations: ReadonlyMap<string, Operation>,
): readonly string[] {
  const made = new Map<string, readonly string[]>()
  for (const { name, verb, makes } of operations.values()) {
    if (makes) for (const key of [name, verb]) made.set(key, [...(made.get(key) ?? []), makes.type])
  }
  return playbooks.flatMap(({ root }) => {
    const target = textAt(root, 'target') ?? ''
    const links = types.get(target)?.links ?? {}
    return [target, ...itemsAt(root, 'steps').flatMap((step) => typesOf(step, links, made))]
  })
}

type Links = Readonly<Record<string, { readonly type: string }>>

function typesOf(step: LocatedValue, links: Links, made: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const queried = textAt(step, 'query', 'type')
  const linked = /^links\.(.+)$/.exec(textAt(step, 'on') ?? '')?.[1] ?? ''
  const type = Object.hasOwn(links, linked) ? links[linked]?.type : undefined
  const inner = itemsAt(step, 'forEach', 'steps').flatMap((one) => typesOf(one, links, made))
  const created = made.get(textAt(step, 'operation') ?? '') ?? []
  return [queried, type, ...created, ...inner].filter((one) => one !== undefined)
}
