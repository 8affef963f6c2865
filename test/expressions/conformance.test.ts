import { describe, expect, it } from 'vitest'
import { conformanceExceptions } from './conformance-exceptions.js'
import { coreSections, runSection } from './run-conformance.js'

describe('the CEL specification’s conformance suite', () => {
  const results = coreSections.map((section) => ({ section, tests: runSection(section) }))
  const all = results.flatMap(({ tests }) => tests)

  it.each(results)('passes section $section but for the listed exceptions', ({ tests }) => {
    const failed = tests.filter(({ passed }) => !passed)
    expect(failed.filter(({ id }) => !Object.hasOwn(conformanceExceptions, id))).toEqual([])
    expect(tests.length).toBeGreaterThan(0)
  })

  it('lists no exception that passes or does not exist', () => {
    const failed = new Set(all.filter(({ passed }) => !passed).map(({ id }) => id))
    expect(Object.keys(conformanceExceptions).filter((id) => !failed.has(id))).toEqual([])
  })

  it('passes at least 98 % of more than a thousand tests', () => {
    const passed = all.filter((test) => test.passed).length
    expect(all.length).toBeGreaterThan(1000)
    expect(passed / all.length).toBeGreaterThanOrEqual(0.98)
  })
})
