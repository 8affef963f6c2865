import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { catalog } from '../../src/providers/catalog.js'
import { readCases } from './case.js'
import type { CaseResult } from './result.js'
import { runCase } from './run-case.js'
import { renderSummary, summarize } from './summary.js'

const usage = `Runs Cloud Custodian's recorded test cases through the converter, the providers and the engine.

npm run conformance -- --cases FILE --recordings DIR [--report OUT.json] [--only TEXT] [--minimum N] [--verbose]

  --cases FILE      a case a line, as shared/conformance/cases.jsonl
  --recordings DIR  the folder that the cases' recordings are below
  --report FILE     where to write {summary, cases}
  --only TEXT       only cases whose id, type, cloud or tier contains the text
  --minimum N       exit with 1 when fewer than N cases pass
  --verbose         print every case that failed

Exit codes: 0 the cases were run (failed ones are data), 1 fewer passed than --minimum, 2 usage\nor an unreadable cases file.
`

const options = {
  cases: { type: 'string' },
  recordings: { type: 'string' },
  report: { type: 'string' },
  only: { type: 'string' },
  minimum: { type: 'string' },
  verbose: { type: 'boolean', default: false },
} as const

async function main(): Promise<number> {
  const { values } = readArguments()
  if (values?.cases === undefined || values.recordings === undefined) {
    process.stderr.write(usage)
    return 2
  }
  const { cases, recordings, only } = values
  const results: CaseResult[] = []
  for await (const one of readCases(cases)) {
    if (only !== undefined && ![one.test_id, one.resource, one.cloud, one.tier].some((text) => text.includes(only)))
      continue
    results.push(await runCase(one, { catalog, recordings }))
    showProgress(results.length)
  }
  showProgress(0)
  const summary = summarize(results)
  if (values.report !== undefined)
    await writeFile(values.report, `${JSON.stringify({ summary, cases: results }, null, 1)}\n`)
  if (values.verbose) process.stdout.write(`${failures(results)}\n`)
  process.stdout.write(`${renderSummary(summary)}\n`)
  return summary.total.passed < Number(values.minimum ?? 0) ? 1 : 0
}

function readArguments() {
  try {
    return parseArgs({ options, strict: true })
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n`)
    return { values: undefined }
  }
}

/** One line that is written over, on a terminal only; 0 clears it. */
function showProgress(done: number): void {
  if (!process.stderr.isTTY) return
  process.stderr.write(done === 0 ? '\r\u001b[K' : `\r${done} cases`)
}

function failures(results: readonly CaseResult[]): string {
  return results
    .filter(({ status }) => status === 'failed')
    .map(({ test_id, resource, reason }) => `${resource}  ${test_id}\n    ${reason}`)
    .join('\n')
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
