import { count, escapeXml, plainLine, xmlAttributes } from '../../../report/index.js'
import type { PolicyTestResult } from '../../../testing/index.js'
import { type ExplanationView, explanationTree } from '../../explanation/explanation-tree.js'
import { type TestedPolicy, testTotals } from './results.js'

/** What results are laid out with. */
export interface TestView extends ExplanationView {
  /** Whether examples that pass are listed. */
  readonly verbose: boolean
}

/** For people: examples that failed with the parts of the condition that decided, then the totals. */
export function humanResults(tested: readonly TestedPolicy[], view: TestView): string {
  const { style } = view
  const { passed, failed } = testTotals(tested)
  const without = tested.filter(({ results, missing }) => results.length + missing.length === 0).length
  const closing = [
    failed > 0 ? style.red(`${failed} failed`) : style.green(`${passed} passed`),
    ...(failed > 0 ? [`${passed} passed`] : []),
    `${count(tested.length, 'policy', 'policies')}`,
    ...(without > 0 ? [style.yellow(`${without} without examples`)] : []),
  ].join(', ')
  return [...tested.flatMap((policy) => policyLines(policy, view)), `${closing}\n`].join('\n')
}

function policyLines({ policy, results, missing }: TestedPolicy, view: TestView): string[] {
  const { style } = view
  const failed = results.filter((result) => !result.passed)
  const shown = view.verbose ? results : failed
  if (shown.length + missing.length === 0) return []
  const lines = shown.flatMap((result) => resultLines(result, view))
  const absent = missing.map((verdict) => `  ${style.red('✗')} no example expects ${verdict}`)
  return [style.bold(policy.id), ...lines, ...absent, '']
}

function resultLines(
  { name, passed, expected, actual, range, unknown, failure }: PolicyTestResult,
  view: TestView,
): string[] {
  const { style } = view
  if (passed) return [`  ${style.green('✓')} ${plainLine(name)} ${style.dim(actual)}`]
  const place = style.dim(`${range.file}:${range.start.line}`)
  const reason = unknown ? ` (${plainLine(unknown.message)})` : ''
  return [
    `  ${style.red('✗')} ${plainLine(name)}: expected ${expected}, but it is ${style.bold(actual)}${reason}  ${place}`,
    ...(failure?.applies ? [style.cyan('    applies'), ...explanationTree(failure.applies, view, 3)] : []),
    ...(failure ? [style.cyan('    violates'), ...explanationTree(failure.violates, view, 3)] : []),
  ]
}

/** The results as JSON. */
export function jsonResults(tested: readonly TestedPolicy[]): string {
  const policies = tested.map(({ policy, results, missing }) => ({ policy: policy.id, results, missing }))
  return `${JSON.stringify({ version: 1, summary: testTotals(tested), policies }, null, 2)}\n`
}

/** The results as JUnit XML: a suite for each policy. */
export function junitResults(tested: readonly TestedPolicy[]): string {
  const { passed, failed } = testTotals(tested)
  const counts = xmlAttributes({ name: 'escher test', tests: passed + failed, failures: failed })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${counts}>`,
    ...tested.map(suite),
    '</testsuites>',
    '',
  ].join('\n')
}

function suite({ policy, results, missing }: TestedPolicy): string {
  const failures = results.filter((result) => !result.passed).length + missing.length
  const tests = results.length + missing.length
  const counts = xmlAttributes({ name: policy.id, tests, failures, errors: 0, skipped: 0 })
  const absent = missing.map((verdict) => {
    const failure = `<failure${xmlAttributes({ message: `no example expects ${verdict}` })}/>`
    return `    <testcase${xmlAttributes({ classname: policy.id, name: `a ${verdict} example` })}>${failure}</testcase>`
  })
  return [`  <testsuite${counts}>`, ...results.map(testCase), ...absent, '  </testsuite>'].join('\n')
}

function testCase({ policy, name, passed, expected, actual, range, failure }: PolicyTestResult): string {
  const attributes = xmlAttributes({ classname: policy, name, file: range.file, line: range.start.line })
  if (passed) return `    <testcase${attributes}/>`
  const message = `expected ${expected}, but it is ${actual}`
  return `    <testcase${attributes}><failure${xmlAttributes({ message })}>${escapeXml(failure?.text ?? message)}</failure></testcase>`
}
