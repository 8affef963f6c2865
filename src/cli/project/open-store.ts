import type { Configuration } from '../../core/configuration.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { ScanReport } from '../../core/scan.js'
import { latestScan } from '../../runner/index.js'
import { openStore } from '../../store/index.js'
import { CommandFailure, usageFailure } from '../command-failure.js'

/** The store that the configuration names. */
export function openConfiguredStore({ store }: Configuration, root: string): ObjectStore {
  const { value, diagnostics } = openStore(store, root)
  const [problem] = diagnostics
  if (problem) throw CommandFailure.of('failed', problem)
  if (!value) throw new Error('a store that cannot be opened has a diagnostic')
  return value
}

/** The report of the last scan; without one, the command ends. */
export async function requireLatestScan(store: ObjectStore): Promise<ScanReport> {
  const report = await latestScan(store)
  if (report) return report
  throw usageFailure(`There is no scan in ${store.location} yet. Run \`escher scan\` first.`)
}
