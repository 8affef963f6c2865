// A process that applies a plan to the machine behind a server, or goes on with the run that was begun.
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { isGoneRunner, runnerName } from '../../src/cli/environment/runner-identity.js'
import type { Plan } from '../../src/core/plan.js'
import { type ApplyPorts, apply, resume } from '../../src/runner/apply/index.js'
import { folderStore } from '../../src/store/index.js'
import { readClaim, readRun } from '../../src/store/run-log/index.js'
import { fakeConfiguration } from '../support/fake-estate.js'
import { testPlaybook } from '../support/planned-run.js'
import { machineCatalog, machineProvider } from './remote-machine.js'

const [folder = '', server = '', planFile = ''] = process.argv.slice(2)
const plan = JSON.parse(await readFile(planFile, 'utf8')) as Plan
const store = folderStore(folder)
const runner = runnerName()
const ports: ApplyPorts = {
  store,
  catalog: machineCatalog(),
  providers: [machineProvider(server, runner)],
  configuration: fakeConfiguration(),
  clock: { now: () => new Date() },
  root: folder,
  runner,
  gate: { check: async () => ({ kind: 'granted', approvals: [] }) },
  sleep: (milliseconds) => sleep(milliseconds),
  isGone: isGoneRunner,
}
const claimed = await readClaim(store, plan.hash)
const begun = claimed !== undefined && (await readRun(store, claimed)) !== undefined
const request = { plan, bundle: { playbooks: [testPlaybook], policies: [] }, requester: { person: 'ada', roles: [] } }
const outcome = begun ? await resume(claimed, ports) : await apply(request, ports)
console.log(outcome.kind === 'refused' ? outcome.diagnostics.map(({ code }) => code).join() : outcome.state.phase)
