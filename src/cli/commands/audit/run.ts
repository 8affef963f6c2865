import type { ObjectStore } from '../../../core/object-store.js'
import type { RunRecord } from '../../../core/run.js'
import { palette, renderAudit, renderRecords } from '../../../report/index.js'
import { auditRuns } from '../../../runner/apply/index.js'
import { listRuns, readRun } from '../../../store/run-log/index.js'
import type { CommandRun } from '../../command.js'
import { requireBundle } from '../../project/compile-repository.js'
import { openConfiguredStore } from '../../project/open-store.js'
import type { auditCommand } from './definition.js'

export const run: CommandRun<typeof auditCommand> = async ({ options, arguments: [action, only] }, context) => {
  const { terminal, root } = context
  const store = openConfiguredStore((await requireBundle(context)).configuration, root)
  if (action === 'export') {
    const format = options.format ?? 'ndjson'
    for (const piece of renderRecords(format, await recordsOf(store, only))) terminal.out(piece)
    return 'clean'
  }
  const audits = await auditRuns(store, only)
  if (options.json) terminal.out(`${JSON.stringify(audits, null, 2)}\n`)
  else terminal.out(audits.length === 0 ? 'There are no runs.\n' : renderAudit(audits, palette(terminal.colour)))
  return audits.every(({ problems }) => problems.length === 0) ? 'clean' : 'refused'
}

async function recordsOf(store: ObjectStore, only: string | undefined): Promise<readonly (readonly RunRecord[])[]> {
  const runs = only === undefined ? await listRuns(store) : [only]
  return await Promise.all(runs.map(async (run) => (await readRun(store, run))?.records ?? []))
}
