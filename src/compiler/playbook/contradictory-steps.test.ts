import { describe, expect, it } from 'vitest'
import { playbookText, problemsOf } from '../compile.fixture.js'

function problems(lines: Parameters<typeof playbookText>[0]): Promise<string[]> {
  return problemsOf({ 'playbooks/a.yaml': playbookText(lines) })
}

describe('contradictory steps', () => {
  const between = (middle: string) =>
    problems({
      steps: `[{ operation: enable-versioning }, ${middle}{ operation: suspend-versioning }, { verify: policy }]`,
    })

  it('are told of neighbours, and beyond operations that rest on something else', async () => {
    expect(await between('')).toEqual(['contradictory-steps at suspend-versioning'])
    expect(await between('{ operation: set-retention, with: { days: 3 } }, ')).toEqual([
      'contradictory-steps at suspend-versioning',
    ])
  })

  it('are told across the beginning of a forEach', async () => {
    const inner = '{ forEach: { ramp: [1], steps: [{ operation: suspend-versioning }, { verify: policy }] } }'
    const steps = `[{ operation: enable-versioning }, ${inner}, { verify: policy }]`
    expect(await problems({ steps })).toContain('contradictory-steps at suspend-versioning')
  })

  it('are fine with something between them that may need the first', async () => {
    expect(await between('{ wait: 10m }, ')).toEqual([])
    expect(await between('{ verify: policy }, ')).toEqual([])
    expect(await between('{ approve: { roles: [manager] } }, ')).toEqual([])
  })

  it('are told under one condition, unless the first changes the answer', async () => {
    const under = (condition: string) => {
      const when = `when: "${condition}"`
      const steps = `[{ operation: enable-versioning, ${when} }, { operation: suspend-versioning, ${when} }, { verify: policy }]`
      return problems({ steps })
    }
    expect(await under('resource.Encrypted')).toEqual(['contradictory-steps at suspend-versioning'])
    expect(await under("resource.Versioning.Status != 'Enabled'")).toEqual([])
  })

  it('are not told under different conditions', async () => {
    const steps =
      '[{ operation: enable-versioning, when: resource.Encrypted }, { operation: suspend-versioning, when: resource.Size > 3 }, { verify: policy }]'
    expect(await problems({ steps })).toEqual([])
  })
})

describe('steps of playbooks that are run', () => {
  const suspend = '[{ operation: suspend-versioning }, { verify: policy }]'
  const outer = '[{ operation: enable-versioning }, { run: inner }, { verify: policy }]'
  const files = (steps: string, inner: Parameters<typeof playbookText>[0]) => ({
    'playbooks/inner.yaml': playbookText(inner),
    'playbooks/outer.yaml': playbookText({ steps }),
  })

  it('contradict those of the playbook that runs them', async () => {
    expect(await problemsOf(files(outer, { steps: suspend }))).toEqual(['contradictory-steps at inner'])
    const reversed = '[{ run: inner }, { operation: enable-versioning }, { verify: policy }]'
    expect(await problemsOf(files(reversed, { steps: '[{ operation: suspend-versioning }]' }))).toContain(
      'contradictory-steps at enable-versioning',
    )
  })

  it('with the values that they are given', async () => {
    const params = '{ days: { type: integer, title: Days, default: 7, extend: { range: [1, 30] } } }'
    const inner = {
      params,
      steps: '[{ operation: set-retention, with: { days: "{{ params.days }}" } }, { verify: policy }]',
    }
    const running = (given: string) =>
      `[{ operation: set-retention, with: { days: 9 } }, { run: inner${given} }, { verify: policy }]`
    expect(await problemsOf(files(running(''), inner))).toEqual(['overwritten-step at inner'])
    expect(await problemsOf(files(running(', with: { days: 9 }'), inner))).toEqual(['pointless-step at inner'])
  })

  it('are fine where they have a scope of their own', async () => {
    expect(await problemsOf(files(outer, { steps: suspend, scope: 'resource.Size > 5' }))).toEqual([])
  })

  it('are told once where they contradict one another', async () => {
    const steps = '[{ operation: enable-versioning }, { operation: suspend-versioning }, { verify: policy }]'
    expect(await problemsOf(files('[{ run: inner }]', { steps }))).toEqual([
      'contradictory-steps at suspend-versioning',
    ])
  })
})

describe('steps that undo one another in other ways', () => {
  const steps = (...list: readonly string[]) => `[${list.join(', ')}, { verify: policy }]`
  const tag = (tags: string) => `{ operation: tag, with: { tags: ${tags} } }`
  const untag = (key: string) => `{ operation: untag, with: { keys: [${key}] } }`
  it.each([
    [steps(tag('{ a: b }'), untag('a')), ['contradictory-steps at untag']],
    [steps(tag('{ a: b, c: d }'), untag('c')), ['contradictory-steps at untag']],
    [steps(tag('{ a: b, c: d }'), tag('{ a: e }')), ['overwritten-step at tag']],
    [steps(tag('{ a: b }'), tag('{ a: b }')), ['pointless-step at tag']],
    [steps(tag('{ a: b }'), tag('{ c: d }')), []],
    [steps(tag('{ a: b }'), untag('c')), []],
    [steps(tag('{ a: b }'), '{ verify: policy }', untag('a')), []],
  ])('%s', async (list, expected) => {
    expect(await problems({ target: 'aws.ec2.volume', steps: list })).toEqual(expected)
  })

  it('are told of values set twice and of repetitions', async () => {
    const retain = (days: number) => `{ operation: set-retention, with: { days: ${days} } }`
    expect(await problems({ steps: steps(retain(3), retain(4)) })).toEqual(['overwritten-step at set-retention'])
    expect(await problems({ steps: steps(retain(3), '{ wait: 1m }', retain(4)) })).toEqual([])
    expect(
      await problems({ steps: steps('{ operation: enable-versioning }', '{ operation: enable-versioning }') }),
    ).toEqual(['pointless-step at enable-versioning'])
  })
})
