import { availableParallelism } from 'node:os'
import { pathToFileURL } from 'node:url'
import { systemClock } from '../src/core/clock.js'
import { scan } from '../src/runner/index.js'
import { folderStore } from '../src/store/index.js'
import { bundle, catalog } from './estate.js'

/** What one scan of a stored snapshot took; printed as JSON by this script in a process of its own. */
export interface ScanMeasure {
  readonly wallSeconds: number
  readonly cpuSeconds: number
  readonly peakMegabytes: number
  readonly resources: number
  readonly evaluations: number
  readonly findings: number
}

/** Scans a stored snapshot once. The clock starts when the policies are compiled, as after `escher check`. */
async function measure(folder: string, snapshot: string, worker: string): Promise<ScanMeasure> {
  const request = { bundle: bundle(), fromSnapshot: snapshot }
  const cpuBefore = process.cpuUsage()
  const before = performance.now()
  const report = await scan(request, {
    store: folderStore(folder),
    catalog,
    providers: [],
    clock: systemClock,
    root: folder,
    workers: { entry: pathToFileURL(worker), storeLocation: folder, count: availableParallelism() },
  })
  const wallSeconds = (performance.now() - before) / 1000
  const cpu = process.cpuUsage(cpuBefore)
  const { violating, compliant, unknown, notApplicable, resources } = report.coverage
  return {
    wallSeconds,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    resources,
    evaluations: violating + compliant + unknown + notApplicable,
    findings: report.findings.length,
  }
}

const [folder = '', snapshot = '', worker = ''] = process.argv.slice(2)
console.log(JSON.stringify(await measure(folder, snapshot, worker)))
