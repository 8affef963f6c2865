import { describe, expect, it } from 'vitest'
import { compileTexts, playbookText, policyText } from '../../compiler/compile.fixture.js'
import { compareBundles } from './compare-bundles.js'
import { timesDirection } from './schedules.js'

type Files = Readonly<Record<string, string>>

async function breaking(before: Files, after: Files): Promise<readonly boolean[]> {
  const [was, is] = await Promise.all([compileTexts(before), compileTexts(after)])
  return compareBundles({ before: was.value, after: is.value }).map((change) => change.breaking)
}

const config = (text: string): Files => ({ 'escher.config.yaml': `${text}\n` })
const rule = (more: string) =>
  config(`approvalRules: [{ risk: high, approvals: 2, roles: [manager] }, { risk: low, ${more} }]`)

describe('what the configuration allows is breaking where it is wider', () => {
  it.each([
    ['fewer approvals', rule('approvals: 1, roles: [manager]'), rule('approvals: 0, roles: [manager]')],
    ['more roles', rule('approvals: 1, roles: [manager]'), rule('approvals: 1, roles: [manager, executor]')],
    [
      'approving what one asked for',
      rule('approvals: 1, roles: [manager]'),
      rule('approvals: 1, roles: [manager], notRequester: false'),
    ],
    [
      'a rule for other plans',
      rule('approvals: 1, roles: [manager]'),
      rule('approvals: 1, roles: [manager], targets: 9'),
    ],
    ['another person', config('people: {}'), config('people: { eva: { name: Eva, roles: [manager] } }')],
    [
      'another role of a person',
      config('people: { eva: { name: Eva, roles: [executor] } }'),
      config('people: { eva: { name: Eva, roles: [executor, manager] } }'),
    ],
    ['another role', config('roles: {}'), config('roles: { lead: { approve: { risk: low } } }')],
    ['a larger blast radius', config('blastRadius: { targets: 5 }'), config('blastRadius: {}')],
    ['fewer protected tags', config('{}'), config('blastRadius: { protectedTags: {} }')],
    ['longer standing approvals', config('standingApprovalDays: 30'), config('standingApprovalDays: 31')],
    [
      'an unprotected environment',
      config('environments: { production: { protected: true } }'),
      config('environments: { production: { protected: false } }'),
    ],
  ])('%s', async (_, before, after) => {
    expect(await breaking(before, after)).toEqual([true])
  })

  it.each([
    ['more approvals', rule('approvals: 1, roles: [manager]'), rule('approvals: 2, roles: [manager]')],
    ['a smaller blast radius', config('blastRadius: {}'), config('blastRadius: { risk: low }')],
    ['a person less', config('people: { eva: { name: Eva, roles: [manager] } }'), config('people: {}')],
  ])('and %s is not', async (_, before, after) => {
    expect(await breaking(before, after)).toEqual([false])
  })
})

describe('exemptions', () => {
  const exempting = (match: string, expires = '2026-09-01') => ({
    'policies/a.yaml': policyText(),
    'exemptions/x.yaml': `policies: [a]\nmatch: ${match}\nreason: r\nowner: o\nexpires: "${expires}"\n`,
  })
  it.each([
    ['{ name: legacy }', '{ name: "*" }', true],
    ['{ name: legacy }', '{ name: legacy, region: eu-west-1 }', false],
    ['{ name: legacy, region: eu-west-1 }', '{ name: legacy }', true],
  ])('from %s to %s', async (before, after, isBreaking) => {
    const found = await breaking(exempting(before), exempting(after))
    expect(found.includes(true)).toBe(isBreaking)
  })

  it('that are new or last longer are wider', async () => {
    expect(await breaking({ 'policies/a.yaml': policyText() }, exempting('{ name: a }'))).toContain(true)
    expect(await breaking(exempting('{ name: a }'), exempting('{ name: a }', '2026-10-01'))).toContain(true)
  })
})

describe('schedules', () => {
  const playbooks = { 'playbooks/mend.yaml': playbookText() }
  const at = (text: string, more = '') => ({
    ...playbooks,
    'schedules/s.yaml': `playbook: mend\nat: "${text}"\ntimeZone: UTC\n${more}`,
  })

  it('that are new, or run what was missed, are wider', async () => {
    expect(await breaking(playbooks, at('0 1 * * *'))).toEqual([true])
    expect(await breaking(at('0 1 * * *'), at('0 1 * * *', 'missed: run-once\n'))).toEqual([true])
    expect(await breaking(at('0 1 * * *'), at('0 1 * * *', 'except: ["2026-12-24"]\n'))).toEqual([false])
  })

  it.each([
    ['0 20 * * 1-5', '0 20 * * 1', 'narrows'],
    ['0 20 * * 1', '0 20 * * 1-5', 'widens'],
    ['*/5 * * * *', '*/10 * * * *', 'narrows'],
    ['0 1 * * *', '* 1 * * *', 'widens'],
    ['0 1 * * *', '0 1 1 * 1', 'narrows'],
    ['0 1 1 * *', '0 1 1 * 1', 'widens'],
    ['0 1 * * 1,2', '0 1 * * MON', 'widens'],
  ])('from %s to %s', (before, after, direction) => {
    expect(timesDirection(before, after)).toBe(direction)
  })
})
