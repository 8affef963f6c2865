import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { collect } from '../../src/core/collect.js'
import { catalog } from '../../src/providers/catalog.js'
import { type ConformanceCase, readCases } from './case.js'
import type { CaseResult } from './result.js'
import { runCase } from './run-case.js'

const folder = process.env['ESCHER_CONFORMANCE'] ?? resolve(import.meta.dirname, '../../../shared/conformance')
const cases = join(folder, 'cases.jsonl')

const knownTypes = new Set([...catalog.types.values()].flatMap((type) => type.knownAs['custodian'] ?? []))

async function runTiers(tiers: readonly string[]): Promise<CaseResult[]> {
  const chosen = (await collect(readCases(cases))).filter(
    ({ resource, tier }: ConformanceCase) => knownTypes.has(resource) && tiers.includes(tier),
  )
  const results: CaseResult[] = []
  for (const one of chosen) results.push(await runCase(one, { catalog, recordings: join(folder, 'recordings') }))
  return results
}

function failuresOf(results: readonly CaseResult[]): string[] {
  return results.filter(({ status }) => status === 'failed').map(({ test_id, reason }) => `${test_id}: ${reason}`)
}

describe.skipIf(!existsSync(cases))('recorded Custodian cases of known resource types', () => {
  it('pass in nine of ten cases whose policies only list and compare', async () => {
    const results = await runTiers(['list', 'value', 'value+'])
    expect(failuresOf(results)).toEqual([])
    const passed = results.filter(({ status }) => status === 'passed')
    expect(passed.length / results.length).toBeGreaterThanOrEqual(0.9)
  })

  it('pass wherever filters of a policy with actions can be converted', async () => {
    const results = await runTiers(['action'])
    expect(failuresOf(results)).toEqual([])
    expect(results.filter(({ status }) => status === 'passed').length).toBeGreaterThan(60)
  }, 120_000)
})
