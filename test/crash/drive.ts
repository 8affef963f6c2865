import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { isGoneRunner } from '../../src/cli/environment/runner-identity.js'
import type { Plan } from '../../src/core/plan.js'
import { type ApplyPorts, apply, resume } from '../../src/runner/apply/index.js'
import { folderStore } from '../../src/store/index.js'
import { readClaim, readRun } from '../../src/store/run-log/index.js'
import { testPlaybook } from '../support/planned-run.js'

/** What a driver brings: the cloud that it acts on, and its own name. */
export type DriverPorts = Pick<ApplyPorts, 'catalog' | 'providers' | 'configuration' | 'runner'>

/** Applies the plan of a file, or goes on with the run that was begun of it; prints how that ended. */
export async function drive(folder: string, planFile: string, driver: DriverPorts): Promise<void> {
  const plan = JSON.parse(await readFile(planFile, 'utf8')) as Plan
  const store = folderStore(folder)
  const ports: ApplyPorts = {
    ...driver,
    store,
    clock: { now: () => new Date() },
    root: folder,
    gate: { check: async () => ({ kind: 'granted', approvals: [] }) },
    sleep: (milliseconds) => sleep(milliseconds),
    isGone: isGoneRunner,
  }
  const claimed = await readClaim(store, plan.hash)
  const begun = claimed !== undefined && (await readRun(store, claimed)) !== undefined
  const request = { plan, bundle: { playbooks: [testPlaybook], policies: [] }, requester: { person: 'ada', roles: [] } }
  const outcome = begun ? await resume(claimed, ports) : await apply(request, ports)
  console.log(outcome.kind === 'refused' ? outcome.diagnostics.map(({ code }) => code).join() : outcome.state.phase)
}
