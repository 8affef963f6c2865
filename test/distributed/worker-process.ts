// A worker that changes the machines of a park and scans an estate in memory.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ApprovalGate } from '../../src/core/approval.js'
import { type OccurrenceOutcome, runDue } from '../../src/runner/schedule/index.js'
import { folderStore } from '../../src/store/index.js'
import { fakeConfiguration, fakeProvider } from '../support/fake-estate.js'
import { parkProvider, tellPark } from './machine-park.js'
import { obey } from './obedient-worker.js'
import {
  estate,
  estateBundle,
  estateCatalog,
  everyMinute,
  listingTakes,
  machineCatalog,
  wideBundle,
} from './shared-world.js'
import type { WorkerSite } from './worker-processes.js'

const { url, folder, park, now } = JSON.parse(process.argv[2] ?? '{}') as WorkerSite
const store = folderStore(folder)
const clock = { now: () => (now === undefined ? new Date() : new Date(now)) }

/** Approvals are there once the file is. */
const gate: ApprovalGate = {
  check: async ({ step }) =>
    step === undefined || existsSync(join(folder, 'approved'))
      ? { kind: 'granted', approvals: [] }
      : { kind: 'waiting', reason: 'nobody approved' },
}

const estateProvider = fakeProvider({
  ...estate,
  onRead: ({ type, region }, account) =>
    tellPark(park, { what: 'read', about: `${account}/${type}/${region}`, milliseconds: listingTakes(account) }),
})

await obey({
  url,
  scan: { store, catalog: estateCatalog, providers: [estateProvider], clock, root: folder },
  bundles: { estate: estateBundle, wide: wideBundle },
  changed: (worker) => ({
    catalog: machineCatalog,
    providers: [parkProvider(park, worker)],
    configuration: fakeConfiguration(),
  }),
  gate,
  ...(now === undefined ? {} : { doWhatIsDue: dueOnce }),
})

async function dueOnce(): Promise<void> {
  const perform = async (): Promise<OccurrenceOutcome> => {
    await tellPark(park, { what: 'performed', about: everyMinute.id, milliseconds: 500 })
    return { result: 'succeeded' }
  }
  await runDue([everyMinute], { store, clock, runner: `${process.pid}`, perform })
  await tellPark(park, { what: 'asked what is due', about: `${process.pid}`, milliseconds: 0 })
}
