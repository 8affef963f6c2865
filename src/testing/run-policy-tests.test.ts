import { describe, expect, it } from 'vitest'
import { compiledPolicy, nowhere } from '../../test/support/compiled-policy.js'
import { fakeType } from '../../test/support/fake-estate.js'
import type { PolicyTest } from '../core/policy.js'
import { runPolicyTests } from './run-policy-tests.js'

const type = fakeType('x.machine', {
  links: { disks: { title: 'Disks', type: 'x.disk', path: 'Disks[]' } },
  metrics: { cpu: { title: 'CPU', unit: '%', permissions: [] } },
})

function resultsOf(violates: string, tests: readonly Partial<PolicyTest>[], applies?: string) {
  const complete = tests.map((test) => ({
    name: 'example',
    given: {},
    expect: 'violating' as const,
    range: nowhere,
    ...test,
  }))
  const policy = compiledPolicy({
    id: 'p',
    type,
    violates,
    params: { most: 3 },
    tests: complete,
    ...(applies ? { applies } : {}),
  })
  return runPolicyTests(policy)
}

describe('examples of policies', () => {
  it.each<[string, string, Partial<PolicyTest>, string]>([
    ['the document', 'resource.Size > 2', { given: { Size: 3 } }, 'violating'],
    ['what the document leaves out', 'resource.Open', {}, 'compliant'],
    ['tags', "tags.keep == 'no'", { tags: { keep: 'no' } }, 'violating'],
    ['default parameters', 'resource.Size > params.most', { given: { Size: 4 } }, 'violating'],
    ['own parameters', 'resource.Size > params.most', { given: { Size: 4 }, params: { most: 5 } }, 'compliant'],
    ['the environment', "environment == 'dev'", { environment: 'dev' }, 'violating'],
    ['the place', "account == '1' && region == 'r1'", { account: '1', region: 'r1' }, 'violating'],
    ['links', 'links.disks.exists(d, d.Open)', { links: { disks: [{ Open: true }] } }, 'violating'],
    ['links that are not given', 'links.disks.exists(d, d.Open)', {}, 'compliant'],
    ['links that could not be read', 'links.disks.exists(d, d.Open)', { unread: ['links.disks'] }, 'unknown'],
    ['metrics', "metrics.cpu.max('7d') < 5.0", { metrics: { 'cpu.max(7d)': 2 } }, 'violating'],
    ['metrics that could not be read', "metrics.cpu.max('7d') < 5.0", { unread: ['metrics.cpu'] }, 'unknown'],
    ['properties that could not be read', 'resource.Open', { unread: ['Open'] }, 'unknown'],
    ['the time', "now > timestamp('2026-06-01T00:00:00Z')", { now: '2026-07-01T00:00:00Z' }, 'violating'],
  ])('see %s', (_, violates, test, expected) => {
    expect(resultsOf(violates, [{ ...test, expect: expected as PolicyTest['expect'] }])).toMatchObject([
      { passed: true, actual: expected },
    ])
  })

  it('are not applicable where the policy does not apply', () => {
    const results = resultsOf(
      'resource.Open',
      [{ given: { Open: true }, expect: 'not-applicable' }],
      "tags.kind == 'x'",
    )
    expect(results).toMatchObject([{ passed: true }])
  })

  it('say which part decided when they fail', () => {
    const given = { Size: 2, Name: 'n' }
    const [result] = resultsOf("resource.Name == 'n' && resource.Size > params.most", [{ given }])
    expect(result).toMatchObject({ passed: false, expected: 'violating', actual: 'compliant' })
    expect(result?.failure?.text).toMatchInlineSnapshot(`
      "p: example: expected violating, but it is compliant
      violates
        and is false
          compare is false
            resource.Size is 2
            params.most is 3"
    `)
  })
})
