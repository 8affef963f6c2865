// Sums up what `.ci/run` recorded: vitest's JSON reports and its own list of steps. Exits 1 when anything failed.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2] ?? '.'
const steps = readFileSync(join(folder, 'steps'), 'utf8').trim().split('\n')
let passed = steps.filter((line) => line.startsWith('passed ')).length
let failed = steps.length - passed
let skipped = 0

for (const name of ['unit.json', 'emulators.json', 'distributed.json']) {
  const path = join(folder, name)
  if (!existsSync(path)) continue
  const report = JSON.parse(readFileSync(path, 'utf8'))
  passed += report.numPassedTests
  failed += report.numFailedTests
  skipped += report.numPendingTests
}

for (const line of steps) if (line.startsWith('failed ')) console.log(line)
if (skipped > 0) console.log(`${skipped} tests were skipped`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
