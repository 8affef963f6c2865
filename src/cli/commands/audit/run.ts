import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { ObjectStore } from '../../../core/object-store.js'
import { palette, renderAudit, renderRecords } from '../../../report/index.js'
import { applyDiagnostics, auditRuns, exportRuns, headsText, parseHeads } from '../../../runner/apply/index.js'
import type { RunHead } from '../../../store/run-log/index.js'
import type { CommandInput, CommandRun } from '../../command.js'
import { CommandFailure, usageFailure } from '../../command-failure.js'
import type { CommandContext } from '../../environment/context.js'
import type { Exit } from '../../exit-codes.js'
import { printDiagnostics, requireBundle } from '../../project/compile-repository.js'
import { openConfiguredStore } from '../../project/open-store.js'
import { writeOutput } from '../../project/write-output.js'
import type { auditCommand } from './definition.js'

export const run: CommandRun<typeof auditCommand> = async ({ options, arguments: [action, only] }, context) => {
  const store = openConfiguredStore((await requireBundle(context)).configuration, context.root)
  const order = { store, only, options }
  return action === 'export' ? await exportRecords(order, context) : await verify(order, context)
}

interface Order {
  readonly store: ObjectStore
  readonly only: string | undefined
  readonly options: CommandInput<typeof auditCommand>['options']
}

async function verify({ store, only, options }: Order, context: CommandContext): Promise<Exit> {
  const { terminal } = context
  const kept = options.heads === undefined ? [] : await keptHeads(options.heads, context)
  const audits = await auditRuns(store, only, kept)
  if (options.json) terminal.out(`${JSON.stringify(audits, null, 2)}\n`)
  else terminal.out(audits.length === 0 ? 'There are no runs.\n' : renderAudit(audits, palette(terminal.colour)))
  return audits.every(({ problems }) => problems.length === 0) ? 'clean' : 'refused'
}

async function keptHeads(file: string, { workingFolder }: CommandContext): Promise<readonly RunHead[]> {
  const text = await readFile(resolve(workingFolder, file), 'utf8').catch(() => undefined)
  if (text === undefined) throw usageFailure(`There is no file \`${file}\`.`)
  const heads = parseHeads(text)
  if (heads) return heads
  throw usageFailure(
    `The file \`${file}\` holds no heads. \`escher audit export --heads\` and \`escher audit verify --json\` write them.`,
  )
}

/** Prints whatever the store has; what is wrong with it is said besides, so that nobody takes it for whole. */
async function exportRecords({ store, only, options }: Order, context: CommandContext): Promise<Exit> {
  const { terminal, workingFolder } = context
  const runs = await exportRuns(store, only)
  if (only !== undefined && runs.length === 0) {
    throw CommandFailure.of('usage', applyDiagnostics.report('unknown-run', { run: only, location: store.location }))
  }
  if (options.heads === undefined) {
    for (const piece of renderRecords(options.format ?? 'ndjson', runs)) terminal.out(piece)
  } else {
    await writeOutput(options.heads, headsText(runs.flatMap(({ head }) => (head ? [head] : []))), { workingFolder })
  }
  const problems = runs.flatMap((one) => one.problems)
  if (problems.length === 0) return 'clean'
  terminal.error(await printDiagnostics('human', problems, context))
  return 'refused'
}
