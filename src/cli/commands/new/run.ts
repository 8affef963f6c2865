import { join } from 'node:path'
import { type ScaffoldedKind, scaffoldFile } from '../../../compiler/scaffold/scaffold-file.js'
import { closestName } from '../../../compiler/suggestion.js'
import { catalog } from '../../../providers/catalog.js'
import type { CommandRun } from '../../command.js'
import { CommandFailure, usageFailure } from '../../command-failure.js'
import { writeNewFiles } from '../../project/write-new-files.js'
import type { newCommand } from './definition.js'

const exemptionDays = 90
const idPattern = /^[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)*$/

export const run: CommandRun<typeof newCommand> = async ({ options, arguments: words }, context) => {
  const [kind, id = ''] = words
  if (!idPattern.test(id))
    throw usageFailure(
      `\`${id}\` is not an id. Ids are lowercase words with hyphens, in folders: \`aws/s3/no-public-bucket\`.`,
    )
  const file = scaffoldFile(kind as ScaffoldedKind, id, {
    resource: knownType(options.resource),
    language: options.typescript ? 'typescript' : 'yaml',
    policy: options.policy,
    expires: dayAfter(context.clock.now(), exemptionDays),
  })
  const { written } = await writeNewFiles(context.root, [file])
  if (written.length === 0) throw new CommandFailure('usage', `\`${file.path}\` exists already, and is left alone.`)
  context.terminal.out(`wrote ${join(context.root, file.path)}\n`)
  return 'clean'
}

function knownType(name: string | undefined): string | undefined {
  if (name === undefined || catalog.types.has(name)) return name
  const closest = closestName(name, catalog.types.keys())
  throw usageFailure(
    `There is no resource type \`${name}\`. ${closest ? `Did you mean \`${closest}\`?` : '`escher types` lists all.'}`,
  )
}

function dayAfter(now: Date, days: number): string {
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
}
