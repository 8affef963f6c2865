import type { Bundle } from '../core/bundle.js'
import { fixedClock } from '../core/clock.js'
import type { Outcome } from '../core/diagnostics.js'
import type { RemediationProver } from '../core/remediation.js'
import { testCatalog } from './catalog.fixture.js'
import { compileProject } from './compile-project.js'
import { memoryFiles } from './load/source-files.js'

/** Compiles files held in memory as of 2026-08-01. */
export function compileTexts(
  texts: Readonly<Record<string, string | Uint8Array>>,
  library?: Readonly<Record<string, string>>,
  prover?: RemediationProver,
): Promise<Outcome<Bundle>> {
  return compileProject({
    files: memoryFiles(texts),
    library: library && memoryFiles(library),
    catalog: testCatalog,
    clock: fixedClock('2026-08-01T12:00:00Z'),
    prover,
  })
}

/** The codes of a compilation, each with the text that it points at. */
export async function problemsOf(texts: Readonly<Record<string, string>>): Promise<string[]> {
  const { diagnostics } = await compileTexts(texts)
  return diagnostics.map(({ code, range }) => {
    const text = range ? (texts[range.file] ?? '').slice(range.start.offset, range.end.offset) : ''
    return `${code} at ${text.length > 60 ? `${text.slice(0, 57)}…` : text}`
  })
}

type Lines = Readonly<Record<string, string | undefined>>

/** A policy in YAML that compiles without a word; lines given replace those with the same key. */
export function policyText(lines: Lines = {}): string {
  return written({
    title: 'Buckets keep earlier versions',
    resource: 'aws.s3.bucket',
    severity: 'medium',
    pillar: 'reliability',
    rationale: 'Without versions, an overwritten object is gone.',
    violates: "resource.Versioning.Status != 'Enabled'",
    tests: '[{ name: never turned on, expect: violating }]',
    ...lines,
  })
}

/** A playbook in YAML that compiles without a word; lines given replace those with the same key. */
export function playbookText(lines: Lines = {}): string {
  return written({
    title: 'Buckets keep earlier versions',
    version: '1',
    target: 'aws.s3.bucket',
    limits: '{ targets: 5, environments: [development], risk: high }',
    steps: '[{ operation: enable-versioning }, { verify: policy }]',
    ...lines,
  })
}

function written(lines: Lines): string {
  const given = Object.entries(lines).filter(([, value]) => value !== undefined)
  return given.map(([key, value]) => `${key}: ${value}\n`).join('')
}
