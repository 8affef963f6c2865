import { join } from 'node:path'
import { environmentsToBeginWith } from '../../../compiler/index.js'
import { type ScaffoldedKind, type ScaffoldOptions, scaffoldFile } from '../../../compiler/scaffold/scaffold-file.js'
import { closestName } from '../../../compiler/suggestion.js'
import { catalog } from '../../../providers/catalog.js'
import type { CommandInput, CommandRun } from '../../command.js'
import { CommandFailure, usageFailure } from '../../command-failure.js'
import type { CommandContext } from '../../environment/context.js'
import { compileRepository } from '../../project/compile-repository.js'
import { currentPerson } from '../../project/current-person.js'
import { writeNewFiles } from '../../project/write-new-files.js'
import type { newCommand } from './definition.js'

const defaultDays = 90
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
    ...(await permissionOf(kind as ScaffoldedKind, options, context)),
  })
  const { written } = await writeNewFiles(context.root, [file])
  if (written.length === 0) throw new CommandFailure('usage', `\`${file.path}\` exists already, and is left alone.`)
  context.terminal.out(`wrote ${join(context.root, file.path)}\n`)
  return 'clean'
}

/** Kinds of files that say where something may run. */
const aboutRuns: readonly ScaffoldedKind[] = ['playbook', 'approval', 'schedule']

/** What a playbook, an approval or a schedule needs to know of the repository. */
async function permissionOf(
  kind: ScaffoldedKind,
  options: CommandInput<typeof newCommand>['options'],
  context: CommandContext,
): Promise<Pick<ScaffoldOptions, 'playbook' | 'environments' | 'person' | 'expires'>> {
  const today = context.clock.now()
  if (!aboutRuns.includes(kind)) return { expires: dayAfter(today, defaultDays) }
  const { configuration, playbooks } = (await compileRepository(context)).bundle
  if (kind === 'playbook') return { environments: environmentsToBeginWith(configuration) }
  const playbook = playbooks.find(({ id }) => id === options.playbook)
  if (!playbook) throw unknownPlaybook(options.playbook, playbooks)
  const expires = dayAfter(today, Math.min(defaultDays, configuration.standingApprovalDays))
  const person = await currentPerson(configuration.access, options.as, context)
  if (kind === 'schedule') {
    const isKnown = configuration.access.people.some(({ id }) => id === person)
    return { playbook, expires, ...(isKnown ? { person } : {}) }
  }
  const usual = environmentsToBeginWith(configuration)
  const allowed = playbook.limits.environments.filter((name) => usual.includes(name))
  const environments = allowed.length > 0 ? allowed : playbook.limits.environments
  return { playbook, expires, environments, person }
}

function unknownPlaybook(asked: string | undefined, playbooks: readonly { readonly id: string }[]): CommandFailure {
  const ids = playbooks.map(({ id }) => id)
  if (asked === undefined) return usageFailure('Say which playbook it is for: `--playbook <id>`.')
  const closest = closestName(asked, ids)
  const hint = closest ? `Did you mean \`${closest}\`?` : '`escher check` says whether it compiles.'
  return usageFailure(`No playbook that compiles is called \`${asked}\`. ${hint}`)
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
