import type { Catalog } from '../../core/resource-type.js'
import type { Definition } from '../load/definition.js'
import { itemsAt, type LocatedValue, textAt } from '../source/located-value.js'

/** The resource types that playbooks speak of: targets, what `on: links.x` leads to, and what queries look among. */
export function playbookTypes(playbooks: readonly Definition<'playbook'>[], { types }: Catalog): readonly string[] {
  return playbooks.flatMap(({ root }) => {
    const target = textAt(root, 'target') ?? ''
    const links = types.get(target)?.links ?? {}
    return [target, ...itemsAt(root, 'steps').flatMap((step) => typesOf(step, links))]
  })
}

type Links = Readonly<Record<string, { readonly type: string }>>

function typesOf(step: LocatedValue, links: Links): readonly string[] {
  const queried = textAt(step, 'query', 'type')
  const linked = /^links\.(.+)$/.exec(textAt(step, 'on') ?? '')?.[1] ?? ''
  const type = Object.hasOwn(links, linked) ? links[linked]?.type : undefined
  const inner = itemsAt(step, 'forEach', 'steps').flatMap((one) => typesOf(one, links))
  return [queried, type, ...inner].filter((one) => one !== undefined)
}
