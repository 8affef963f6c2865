import { describe, expect, it } from 'vitest'
import { compileTexts, playbookText } from '../../compiler/compile.fixture.js'
import { compareBundles } from './compare-bundles.js'

type Lines = Parameters<typeof playbookText>[0]

async function change(before: Lines, after: Lines) {
  const compiled = [before, after].map((lines) => compileTexts({ 'playbooks/a.yaml': playbookText(lines) }))
  const [was, is] = await Promise.all(compiled)
  if (!was || !is || was.value.playbooks.length + is.value.playbooks.length < 2) throw new Error('it did not compile')
  const [found] = compareBundles({ before: was.value, after: is.value })
  return found
}

const enable = '{ operation: enable-versioning }'
const retain = (days: number) => `{ operation: set-retention, with: { days: ${days} } }`
const approve = (more = '') => `{ approve: { roles: [manager]${more} } }`
const verify = '{ verify: policy }'
const steps = (...list: readonly string[]) => ({ steps: `[${list.join(', ')}]` })
const waves = (more: string) => `{ forEach: { ${more}, steps: [${enable}, ${verify}] } }`
const sized = (condition: string) => `{ verify: "${condition}" }`

describe('steps that allow more are breaking', () => {
  it.each([
    ['an approval gone', steps(approve(), enable, verify), steps(enable, verify)],
    ['fewer approvals', steps(approve(', count: 2'), enable, verify), steps(approve(), enable, verify)],
    [
      'more roles',
      steps(approve(), enable, verify),
      steps('{ approve: { roles: [manager, executor] } }', enable, verify),
    ],
    ['an approval after what it is for', steps(approve(), enable, verify), steps(enable, approve(), verify)],
    [
      'an approval asked less often',
      steps(approve(), enable, verify),
      steps('{ approve: { roles: [manager] }, when: resource.Size > 1 }', enable, verify),
    ],
    [
      'a condition gone',
      steps('{ operation: enable-versioning, when: resource.Size > 1 }', verify),
      steps(enable, verify),
    ],
    ['another value', steps(retain(7), verify), steps(retain(8), verify)],
    ['one more operation', steps(enable, verify), steps(enable, retain(7), verify)],
    ['an operation gone before another', steps(enable, retain(7), verify), steps(retain(7), verify)],
    ['operations in another order', steps(enable, retain(7), verify), steps(retain(7), enable, verify)],
    ['larger waves', steps(waves('ramp: [1, 5]')), steps(waves('ramp: [1, 6]'))],
    ['fewer waves', steps(waves('ramp: [1, 5]')), steps(waves('ramp: [1]'))],
    ['shares for numbers', steps(waves('ramp: [1, 5]')), steps(waves('ramp: [1, 5%]'))],
    ['more failures allowed', steps(waves('ramp: [1]')), steps(waves('ramp: [1], errorBudget: 1'))],
    ['a verification gone', steps(enable, sized('resource.Size > 1'), verify), steps(enable, verify)],
    ['another verification', steps(enable, sized('resource.Size > 1')), steps(enable, sized('resource.Size > 0'))],
    ['a condition instead of the policy', steps(enable, verify), steps(enable, sized('resource.Size > 0'))],
    ['more time to come true', steps(enable, verify), steps(enable, '{ verify: policy, within: 1h }')],
    ['a wait gone', steps(enable, '{ wait: 10m }', verify), steps(enable, verify)],
    ['a shorter wait', steps(enable, '{ wait: 10m }', verify), steps(enable, '{ wait: 9m }', verify)],
    ['no way back', steps(enable, verify), steps('{ operation: enable-versioning, undo: irreversible }', verify)],
  ])('%s', async (_, before, after) => {
    const found = await change(before, after)
    expect(found?.breaking).toBe(true)
    expect(found?.differences.length).toBeGreaterThan(0)
  })

  it.each([
    ['one more approval', steps(enable, verify), steps(approve(), enable, verify)],
    ['more approvals', steps(approve(), enable, verify), steps(approve(', count: 2'), enable, verify)],
    ['a condition', steps(enable, verify), steps('{ operation: enable-versioning, when: resource.Size > 1 }', verify)],
    ['the last operation gone', steps(enable, retain(7), verify), steps(enable, verify)],
    ['smaller waves', steps(waves('ramp: [1, 5]')), steps(waves('ramp: [1, 4, 50%]'))],
    [
      'a stricter verification',
      steps(enable, sized('resource.Size > 1')),
      steps(enable, sized('resource.Size > 1 && resource.Encrypted')),
    ],
    ['a longer wait', steps(enable, '{ wait: 1m }', verify), steps(enable, '{ wait: 9m }', verify)],
    ['another message', steps('{ notify: Hello }', enable, verify), steps(enable, '{ notify: Bye }', verify)],
  ])('and %s is not', async (_, before, after) => {
    const found = await change(before, after)
    expect(found?.breaking).toBe(false)
    expect(found?.differences.length).toBeGreaterThan(0)
  })
})

describe('steps are the same steps', () => {
  it('whatever number a step before them gives them', async () => {
    const found = await change(steps(approve(), enable, '{ wait: 1m }', verify), steps(enable, '{ wait: 1m }', verify))
    expect(found?.differences).toEqual([
      { what: 'step 1-approve', direction: 'widens', before: 'wait 1 d for 1 of manager to approve' },
    ])
  })

  it('by the name that their author gave, and by what they are about', async () => {
    const found = await change(
      steps('{ name: keep, operation: set-retention, with: { days: 7 } }', verify),
      steps(
        '{ notify: Hello }',
        '{ name: keep, operation: set-retention, with: { days: 9 } }',
        '{ verify: policy, within: 1m }',
      ),
    )
    expect(found?.differences.map(({ what, direction }) => `${what} ${direction}`)).toEqual([
      'step 1-notify changes',
      'step keep widens',
      'step 3-verify narrows',
    ])
  })

  it('inside of waves too', async () => {
    const waved = (inner: string) => steps(`{ forEach: { ramp: [1], steps: [${inner}] } }`)
    const found = await change(waved(`${approve()}, ${enable}, ${verify}`), waved(`${enable}, ${verify}`))
    expect(found?.differences.map(({ what }) => what)).toEqual(['step 2-approve'])
  })
})

describe('a scope', () => {
  const development = "environment == 'development'"
  const limits = '{ targets: 5, environments: [development, production, a, b, c], risk: high }'
  const scoped = (scope: string | undefined) => ({ limits, scope: scope && `"${scope}"` })
  it.each([
    [development, `${development} || environment == 'production'`, 'widens'],
    [development, undefined, 'widens'],
    [development, "environment == 'production'", 'widens'],
    [development, `!(${development})`, 'widens'],
    ['resource.Size > 3', 'resource.Size > 2', 'widens'],
    [`${development} && resource.Size > 3`, development, 'widens'],
    [development, `${development} && resource.Size > 3`, 'narrows'],
    [development, `resource.Size > 3 && (resource.Encrypted && ${development})`, 'narrows'],
    [`${development} || resource.Size > 3`, 'resource.Size > 3', 'narrows'],
    ["environment in ['a', 'b']", "environment == 'a'", 'narrows'],
    ["environment in ['a', 'b']", "environment in ['a', 'c']", 'widens'],
    [
      '!(resource.Encrypted || resource.Size > 3)',
      '!resource.Encrypted && !(resource.Size > 3) && tags.a == tags.b',
      'narrows',
    ],
    [undefined, development, 'narrows'],
  ])('%s → %s %s', async (before, after, direction) => {
    const found = await change(scoped(before), scoped(after))
    expect(found).toMatchObject({ breaking: direction === 'widens', differences: [{ what: 'scope', direction }] })
  })
})
