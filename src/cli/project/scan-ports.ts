import { join } from 'node:path'
import type { Bundle } from '../../core/bundle.js'
import type { ObjectStore } from '../../core/object-store.js'
import { catalog, createProviders } from '../../providers/index.js'
import type { ScanPorts } from '../../runner/index.js'
import { workerPorts } from '../commands/scan/workers.js'
import type { CommandContext } from '../environment/context.js'
import { interruptible } from '../environment/interruption.js'
import { packageRoot } from './package-root.js'

/** What a scan needs from outside, as this process has it. Ctrl-C makes it finish with what it has. */
export function scanPorts(
  { configuration }: Bundle,
  store: ObjectStore,
  { clock, root, terminal }: CommandContext,
): ScanPorts {
  return {
    store,
    catalog,
    providers: createProviders(join(packageRoot(), 'src/providers/sandbox/estate')),
    clock,
    root,
    signal: interruptible(terminal.error),
    ...workerPorts(configuration.store, root),
  }
}
