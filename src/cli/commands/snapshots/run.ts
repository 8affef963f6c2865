import { palette } from '../../../report/index.js'
import { listSnapshots, readManifest } from '../../../store/index.js'
import type { CommandRun } from '../../command.js'
import { requireBundle } from '../../project/compile-repository.js'
import { openConfiguredStore } from '../../project/open-store.js'
import type { snapshotsCommand } from './definition.js'
import { snapshotList } from './view.js'

export const run: CommandRun<typeof snapshotsCommand> = async ({ options }, context) => {
  const { terminal, root } = context
  const { configuration } = await requireBundle(context)
  const store = openConfiguredStore(configuration, root)
  const ids = (await listSnapshots(store)).reverse()
  const manifests = (await Promise.all(ids.map((id) => readManifest(store, id)))).filter(
    (manifest) => manifest !== undefined,
  )
  if (options.json) terminal.out(`${JSON.stringify(manifests, null, 2)}\n`)
  else if (manifests.length === 0)
    terminal.out(`There are no snapshots in ${store.location}. \`escher scan\` takes one.\n`)
  else terminal.out(snapshotList(manifests, palette(terminal.colour)))
  return 'clean'
}
