import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTexts, playbookText, policyText } from '../../compiler/compile.fixture.js'
import { unmetExtension } from '../../core/parameter-bounds.js'
import type { Extension } from '../../core/playbook.js'
import { extensionDirection } from './bounds.js'
import { compareBundles } from './compare-bundles.js'

type Files = Readonly<Record<string, string>>

async function changes(before: Files, after: Files) {
  const [earlier, later] = await Promise.all([compileTexts(before), compileTexts(after)])
  return compareBundles({ before: earlier.value, after: later.value })
}

const policy = 'policies/a.yaml'
const playbook = 'playbooks/a.yaml'
const extended = (range: string) =>
  playbookText({ params: `{ keep: { type: integer, title: Days, default: 7, extend: { range: ${range} } } }` })

describe('changes in meaning', () => {
  it('are none where files only read differently', async () => {
    const files = { [policy]: policyText(), [playbook]: playbookText() }
    const rewritten = {
      [policy]: `# a comment\n${policyText({ violates: "resource.Versioning.Status   !=  'Enabled'" })}`,
      [playbook]: playbookText({ steps: '\n  - operation: enable-versioning\n  - verify: policy' }),
    }
    expect(await changes(files, rewritten)).toEqual([])
  })

  it('of playbooks name what a condition is about', async () => {
    const asking = (on: string) =>
      playbookText({
        target: 'aws.ec2.volume',
        steps: `\n  - { name: copy, operation: export }\n  - verify: name != 'x'\n${on}  - verify: policy`,
      })
    const [found] = await changes({ [playbook]: asking('') }, { [playbook]: asking('    on: copy\n') })
    expect(found?.differences).toEqual([
      {
        what: 'step 2-verify',
        direction: 'changes',
        before: "verify name != 'x' within 300 s",
        after: "verify name != 'x' on copy within 300 s",
      },
    ])
  })

  it('of policies name what differs; a renamed policy is the same one', async () => {
    const found = await changes(
      { [policy]: policyText({ params: '{ days: 1 }' }), 'policies/gone.yaml': policyText() },
      { 'policies/b.yaml': policyText({ formerly: '[a]', severity: 'high', params: '{ days: 2 }' }) },
    )
    expect(found).toEqual([
      { kind: 'policy', id: 'gone', change: 'removed', differences: [], breaking: false },
      {
        kind: 'policy',
        id: 'b',
        change: 'changed',
        breaking: false,
        differences: [
          { what: 'id', direction: 'changes', before: 'a', after: 'b' },
          { what: 'severity', direction: 'changes', before: 'medium', after: 'high' },
          { what: 'params.days', direction: 'changes', before: '1', after: '2' },
        ],
      },
    ])
  })

  it('of price sheets name the prices that differ', async () => {
    const sheet = (prices: string, until: string) =>
      `title: What we pay\ncurrency: EUR\nuntil: ${until}\nprices: { ${prices} }\n`
    const [found] = await changes(
      { 'prices/a.yaml': sheet('aws.s3.bucket.storage/standard: "0.02"', '2026-12-31') },
      {
        'prices/a.yaml': sheet(
          'aws.s3.bucket.storage/standard: "0.03", aws.s3.bucket.storage/archive: "0.01"',
          '2027-06-30',
        ),
      },
    )
    expect(found).toEqual({
      kind: 'price-sheet',
      id: 'a',
      change: 'changed',
      breaking: false,
      differences: [
        { what: 'until', direction: 'changes', before: '2026-12-31', after: '2027-06-30' },
        { what: 'prices.aws.s3.bucket.storage/archive', direction: 'changes', after: '0.01' },
        { what: 'prices.aws.s3.bucket.storage/standard', direction: 'changes', before: '0.02', after: '0.03' },
      ],
    })
  })

  it('of bounds are breaking when something is wider, and not when narrower', async () => {
    const [wider] = await changes({ [playbook]: extended('[1, 30]') }, { [playbook]: extended('[1, 60]') })
    expect(wider).toMatchObject({
      breaking: true,
      differences: [{ what: 'params.keep.extend', direction: 'widens', before: '1 to 30', after: '1 to 60' }],
    })
    const [narrower] = await changes({ [playbook]: extended('[1, 30]') }, { [playbook]: extended('[2, 30]') })
    expect(narrower).toMatchObject({ breaking: false, differences: [{ direction: 'narrows' }] })
  })

  it.each([
    ['{ targets: 6, environments: [development], risk: high }', 'limits.targets', 'widens'],
    ['{ targets: 5, environments: [development, production], risk: high }', 'limits.environments', 'widens'],
    ['{ targets: 5, environments: [development], risk: critical }', 'limits.risk', 'widens'],
    ['{ targets: 5, environments: [development], risk: high, accounts: [a] }', 'limits.accounts', 'narrows'],
    ['{ targets: 5, environments: [development], risk: high, protectedTags: {} }', 'limits.protectedTags', 'widens'],
    ['{ targets: 4, environments: [development], risk: high }', 'limits.targets', 'narrows'],
  ])('of limits to %s are told by %s', async (limits, what, direction) => {
    const [change] = await changes({ [playbook]: playbookText() }, { [playbook]: playbookText({ limits }) })
    expect(change).toMatchObject({ breaking: direction === 'widens', differences: [{ what, direction }] })
  })

  it('of steps show the steps', async () => {
    const steps = '[{ operation: suspend-versioning }, { verify: policy }]'
    const [change] = await changes({ [playbook]: playbookText() }, { [playbook]: playbookText({ steps }) })
    expect(change?.differences).toEqual([
      { what: 'step 1-enable-versioning', direction: 'changes', before: 'aws.s3.bucket.enable-versioning' },
      { what: 'step 1-suspend-versioning', direction: 'changes', after: 'aws.s3.bucket.suspend-versioning' },
    ])
  })

  it('of a playbook that another runs show in both, and void a standing approval', async () => {
    const files = { 'playbooks/outer.yaml': playbookText({ steps: '[{ run: a }]' }), [playbook]: playbookText() }
    const digest = (await compileTexts(files)).value.playbooks.find(({ id }) => id === 'outer')?.digest
    const approval = `playbook: outer\ndigest: ${digest}\ngrantedBy: maria\nreason: r\nenvironments: [development]\ntargets: 5\nuses: 1\nexpires: "2026-09-01"\n`
    const people = 'people: { maria: { name: Maria, roles: [manager] } }\n'
    const all = { ...files, 'alerts/approvals/x.yaml': approval, 'escher.config.yaml': people }
    const found = await changes(all, { ...all, [playbook]: playbookText({ scope: 'resource.Size > 1' }) })
    expect(found.map(({ kind, id, differences }) => [kind, id, differences[0]?.what])).toEqual([
      ['playbook', 'a', 'scope'],
      ['playbook', 'outer', 'a playbook that it runs'],
      ['standing-approval', 'x', 'void, as its playbook has changed'],
    ])
  })

  it('of roles are breaking when they may do more', async () => {
    const roles = (risk: string) => ({ 'escher.config.yaml': `roles: { lead: { approve: { risk: ${risk} } } }\n` })
    expect(await changes(roles('low'), roles('high'))).toMatchObject([
      { kind: 'access', id: 'role lead', breaking: true, differences: [{ what: 'approve.risk', direction: 'widens' }] },
    ])
  })
})

const extension: fc.Arbitrary<Extension> = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }))
    .map(([from, length]): Extension => ({ kind: 'range', minimum: from, maximum: from + length })),
  fc
    .uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 1 })
    .map((values): Extension => ({ kind: 'choice', values })),
)

it('a bound that is called narrower lets nothing through that the other did not', () => {
  const parameter = { type: 'integer', title: 'Days' } as const
  const lets = (extend: Extension, value: number) =>
    unmetExtension(value, { ...parameter, extend }, () => false) === undefined
  fc.assert(
    fc.property(extension, extension, fc.integer({ min: -1, max: 45 }), (before, after, value) => {
      if (extensionDirection(before, after) === 'narrows' && lets(after, value)) expect(lets(before, value)).toBe(true)
    }),
  )
})
