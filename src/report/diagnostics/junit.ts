import type { Diagnostic } from '../../core/diagnostics.js'
import { escapeXml, xmlAttributes } from '../escape/xml.js'
import { groupBy } from '../group-by.js'
import { tally } from './order.js'

/** JUnit XML with a suite for each file; only errors are failures. */
export function renderJunit(diagnostics: readonly Diagnostic[]): string {
  const suites = [...groupBy(diagnostics, (diagnostic) => diagnostic.range?.file ?? 'escher')]
  const counts = xmlAttributes({ name: 'escher check', tests: diagnostics.length, failures: tally(diagnostics).error })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${counts}>`,
    ...suites.map(([file, members]) => suite(file, members)),
    '</testsuites>',
    '',
  ].join('\n')
}

function suite(file: string, diagnostics: readonly Diagnostic[]): string {
  const counts = xmlAttributes({
    name: file,
    tests: diagnostics.length,
    failures: tally(diagnostics).error,
    errors: 0,
    skipped: 0,
  })
  return [
    `  <testsuite${counts}>`,
    ...diagnostics.map((diagnostic) => testCase(file, diagnostic)),
    '  </testsuite>',
  ].join('\n')
}

function testCase(file: string, diagnostic: Diagnostic): string {
  const { code, severity, message, why, help, range } = diagnostic
  const place = range ? `${range.start.line}:${range.start.column}` : ''
  const start = `    <testcase${xmlAttributes({ classname: file, name: `${code} ${place}`.trim(), file: range?.file, line: range?.start.line })}>`
  const text = escapeXml([message, why, help].filter((part) => part !== undefined).join('\n'))
  const body =
    severity === 'error'
      ? `<failure${xmlAttributes({ message, type: code })}>${text}</failure>`
      : `<system-out>${escapeXml(severity)}: ${text}</system-out>`
  return `${start}${body}</testcase>`
}
