import { closestName } from '../../../compiler/suggestion.js'
import type { Operation } from '../../../core/operation.js'
import type { ResourceType } from '../../../core/resource-type.js'
import { catalog } from '../../../providers/catalog.js'
import { palette } from '../../../report/index.js'
import type { CommandRun } from '../../command.js'
import { usageFailure } from '../../command-failure.js'
import type { typesCommand } from './definition.js'
import { typeList, typePage } from './view.js'

const defaultDepth = 2

export const run: CommandRun<typeof typesCommand> = async ({ options, arguments: [name] }, { terminal }) => {
  const types = matchingTypes(name)
  const [only] = types
  const style = palette(terminal.colour)
  if (types.length !== 1 || !only) {
    terminal.out(options.json ? `${JSON.stringify(types.map(withoutSchema), null, 2)}\n` : typeList(types, { style }))
    return 'clean'
  }
  const [schema, operations] = await Promise.all([only.schema(), operationsOf(only)])
  if (options.json) terminal.out(`${JSON.stringify({ ...withoutSchema(only), operations, schema }, null, 2)}\n`)
  else {
    const view = { style, width: terminal.width, depth: depthOf(options.depth) }
    terminal.out(typePage({ type: only, schema, operations }, view))
  }
  return 'clean'
}

function matchingTypes(name: string | undefined): ResourceType[] {
  const all = [...catalog.types.values()].sort((left, right) => (left.name < right.name ? -1 : 1))
  if (name === undefined) return all
  const exact = catalog.types.get(name)
  const found = exact ? [exact] : all.filter((type) => type.name.includes(name))
  if (found.length === 0) {
    const closest = closestName(name, catalog.types.keys())
    const hint = closest ? `Did you mean \`${closest}\`?` : '`escher types` lists all.'
    throw usageFailure(`There is no resource type \`${name}\`. ${hint}`)
  }
  return found
}

async function operationsOf({ name }: ResourceType): Promise<readonly Operation[]> {
  const all = await catalog.operations?.()
  return [...(all?.values() ?? [])].filter(({ type }) => type === name)
}

function withoutSchema({ schema: _, ...rest }: ResourceType): object {
  return rest
}

function depthOf(text: string | undefined): number {
  const depth = text === undefined ? defaultDepth : Number(text)
  if (Number.isInteger(depth) && depth > 0) return depth
  throw usageFailure(`\`--depth\` takes a number from 1, but was given \`${text}\`.`)
}
