import { describe, expect, it } from 'vitest'
import { playbookText, problemsOf } from '../compile.fixture.js'

function problems(lines: Parameters<typeof playbookText>[0]): Promise<string[]> {
  return problemsOf({ 'playbooks/a.yaml': playbookText(lines) })
}

const limits = (...environments: readonly string[]) => `{ targets: 5, environments: [${environments}], risk: high }`
const when = (condition: string, before = '') =>
  `[${before}{ operation: set-retention, with: { days: 3 }, when: "${condition}" }, { verify: policy }]`
const production = "environment == 'production'"

describe('a step is unreachable', () => {
  it.each([
    [
      'outside of the scope',
      { scope: "environment == 'development'", steps: when(production), limits: limits('production', 'development') },
    ],
    ['outside of the limits', { steps: when(production), limits: limits('development') }],
    [
      'outside of scope and limits together',
      {
        scope: "environment in ['production', 'staging']",
        limits: limits('staging', 'development'),
        steps: when("environment in ['production', 'development']"),
      },
    ],
    ['where its own condition is a contradiction', { steps: when("environment in ['a'] && environment in ['b']") }],
    [
      'inside of waves under the opposite',
      {
        steps: `[{ forEach: { ramp: [1], steps: ${when('resource.Encrypted')} }, when: "!resource.Encrypted" }, { verify: policy }]`,
      },
    ],
    [
      'where the scope excludes it and nothing has been changed yet',
      { scope: 'resource.Size > 5', steps: when('resource.Size < 3') },
    ],
  ])('%s', async (_, lines) => {
    expect((await problems(lines)).filter((one) => one.startsWith('unreachable-step'))).toHaveLength(1)
  })

  it.each([
    [
      'for a target without environment',
      { steps: when('environment == null'), limits: limits('"(none)"', 'development') },
    ],
    ['within the limits', { steps: when(production), limits: limits('production', 'development') }],
    [
      'of what an earlier step may have changed',
      {
        scope: "resource.Versioning.Status != 'Enabled'",
        steps: when("resource.Versioning.Status == 'Enabled'", '{ operation: enable-versioning }, '),
      },
    ],
    ['of something else', { scope: 'resource.Size > 5', steps: when('resource.Encrypted') }],
  ])('but not %s', async (_, lines) => {
    expect(await problems(lines)).toEqual([])
  })

  it('where the environment is another one even after changes', async () => {
    const lines = { steps: when(production, '{ operation: enable-versioning }, '), limits: limits('development') }
    expect(await problems(lines)).toEqual([`unreachable-step at "${production}"`])
  })
})

describe('a scope is empty', () => {
  it.each([
    ['"false"', limits('development')],
    [production, limits('development')],
    ['resource.Size > 5 && resource.Size < 3', limits('development')],
  ])('%s in %s', async (scope, bounds) => {
    const found = await problems({ scope, limits: bounds })
    expect(found.filter((one) => one.startsWith('empty-scope'))).toHaveLength(1)
  })
})
