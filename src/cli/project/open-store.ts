import type { Configuration } from '../../core/configuration.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { ScanReport } from '../../core/scan.js'
import { openStore, readLatestScan, readScan } from '../../store/index.js'
import { CommandFailure, usageFailure } from '../command-failure.js'

/** The store that the configuration names. */
export function openConfiguredStore({ store }: Configuration, root: string): ObjectStore {
  const { value, diagnostics } = openStore(store, root)
  if (value) return value
  throw new CommandFailure('failed', diagnostics.map(({ message, help }) => `${message}; ${help}`).join('\n'))
}

/** The report of the last scan; without one, the command ends. */
export async function requireLatestScan(store: ObjectStore): Promise<ScanReport> {
  const latest = await readLatestScan(store)
  const report = latest && (await readScan(store, latest.scan))
  if (report) return report
  throw usageFailure(`There is no scan in ${store.location} yet. Run \`escher scan\` first.`)
}
