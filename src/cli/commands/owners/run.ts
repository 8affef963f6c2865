import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  codeOwnersBlock,
  ownershipDiagnostics,
  staleness,
  withCodeOwners,
  withoutHandle,
} from '../../../engine/ownership/index.js'
import type { CommandInput, CommandRun } from '../../command.js'
import { usageFailure } from '../../command-failure.js'
import type { CommandContext } from '../../environment/context.js'
import { askGit } from '../../environment/git.js'
import type { Exit } from '../../exit-codes.js'
import { printDiagnostics, requireBundle } from '../../project/compile-repository.js'
import type { ownersCommand } from './definition.js'

/** Where GitHub looks, in this order: https://docs.github.com/articles/about-code-owners. */
const places = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const

type Options = CommandInput<typeof ownersCommand>['options']

interface OwnersFile {
  /** Of git's own root. */
  readonly folder: string
  readonly path: string
  /** Empty where there is no file yet. */
  readonly text: string
}

export const run: CommandRun<typeof ownersCommand> = async ({ options }, context) => {
  if (options.write && options.check) throw usageFailure('`--write` and `--check` exclude each other.')
  const { access } = (await requireBundle(context)).configuration
  const block = codeOwnersBlock(access, (await askGit(context.root, 'rev-parse', '--show-prefix')) ?? '')
  const people = withoutHandle(access)
  if (people.length > 0) {
    const warning = ownershipDiagnostics.report('people-without-handle', { people })
    context.terminal.error(await printDiagnostics('human', [warning], context))
  }
  if (!options.write && !options.check) {
    context.terminal.out(options.json ? `${JSON.stringify({ block, withoutHandle: people }, null, 2)}\n` : block)
    return 'clean'
  }
  const file = await ownersFile(context)
  return options.check ? await check(file, block, { options, context }) : await write(file, block, { options, context })
}

interface Scene {
  readonly options: Options
  readonly context: CommandContext
}

async function check({ path, text }: OwnersFile, block: string, { options, context }: Scene): Promise<Exit> {
  const { terminal } = context
  const problem = staleness(text, block)
  if (options.json) terminal.out(`${JSON.stringify({ path, stale: problem !== undefined, problem }, null, 2)}\n`)
  else if (problem === undefined) terminal.out(`${path} says what the roles say.\n`)
  else {
    const stale = ownershipDiagnostics.report('code-owners-stale', { problem: `\`${path}\`: ${problem}` })
    terminal.error(await printDiagnostics('human', [stale], context))
  }
  return problem === undefined ? 'clean' : 'findings'
}

async function write({ folder, path, text }: OwnersFile, block: string, { options, context }: Scene): Promise<Exit> {
  const wanted = withCodeOwners(text, block)
  const changed = wanted !== text
  if (changed) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), wanted)
  }
  const said = changed ? `Wrote ${path}.\n` : `${path} says what the roles say.\n`
  context.terminal.out(options.json ? `${JSON.stringify({ path, changed }, null, 2)}\n` : said)
  return 'clean'
}

async function ownersFile({ root }: CommandContext): Promise<OwnersFile> {
  const folder = (await askGit(root, 'rev-parse', '--show-toplevel')) ?? root
  for (const path of places) {
    const text = await readFile(join(folder, path), 'utf8').catch(() => undefined)
    if (text !== undefined) return { folder, path, text }
  }
  return { folder, path: places[0], text: '' }
}
