import { describe, expect, it } from 'vitest'
import type { CompiledPlaybook } from '../../core/playbook.js'
import { compileTexts, playbookText, problemsOf } from '../compile.fixture.js'

const file = 'playbooks/aws/s3/mend.yaml'

async function compiled(lines: Parameters<typeof playbookText>[0] = {}): Promise<CompiledPlaybook> {
  const { value, diagnostics } = await compileTexts({ [file]: playbookText(lines) })
  expect(diagnostics).toEqual([])
  const [playbook] = value.playbooks
  if (!playbook) throw new Error('it did not compile')
  return playbook
}

function problems(lines: Parameters<typeof playbookText>[0]): Promise<string[]> {
  return problemsOf({ [file]: playbookText(lines) })
}

const keep = '{ keep: { type: integer, title: Days, default: 7, extend: { range: [1, 30] } } }'

describe('a playbook', () => {
  it('compiles to steps with names, full operations and typed values, and survives JSON', async () => {
    const playbook = await compiled({
      params: keep,
      steps: `
  - operation: set-retention
    with: { days: "{{ params.keep }}" }
  - wait: 90s
  - verify: resource.Size == params.keep
    within: 2m
  - name: tell
    notify: "{{ name }} keeps {{ params.keep }} days"`,
    })
    expect(JSON.parse(JSON.stringify(playbook))).toEqual(playbook)
    expect(playbook.steps).toMatchObject([
      {
        name: '1-set-retention',
        operation: 'aws.s3.bucket.set-retention',
        params: { days: { root: { kind: 'parameter', name: 'keep' } } },
        undo: 'declared',
      },
      { name: '2-wait', seconds: 90 },
      { name: '3-verify', within: 120, condition: { text: 'resource.Size == params.keep' } },
      { name: 'tell', kind: 'notify' },
    ])
    expect(playbook).toMatchObject({
      id: 'aws/s3/mend',
      limits: { accounts: [], protectedTags: { escher: 'protected' } },
    })
  })

  it('means the same in TypeScript', async () => {
    const yaml = await compiled({
      params: keep,
      scope: 'resource.Size > 3',
      steps: '[{ operation: enable-versioning, when: "!resource.Encrypted" }, { verify: policy }]'.replace(
        '{ verify: policy }',
        '{ verify: policy, when: "!resource.Encrypted" }',
      ),
    })
    const text = `import { definePlaybook } from 'escher'
      const days = 7
      export default definePlaybook({
        title: 'Other words', version: 3, target: 'aws.s3.bucket',
        scope: ({ resource }) => resource.Size > 3,
        params: { keep: { type: 'integer', title: 'Other words', default: days, extend: { range: [1, 30] } } },
        limits: { targets: 5, environments: ['development'], risk: 'high' },
        steps: [
          { operation: 'enable-versioning', when: ({ resource }) => !resource.Encrypted },
          { verify: 'policy', when: ({ target }) => !target.Encrypted },
        ],
      })`.replace('({ target }) => !target', '({ resource }) => !resource')
    const { value, diagnostics } = await compileTexts({ 'playbooks/aws/s3/mend.ts': text })
    expect(diagnostics).toEqual([])
    expect(value.playbooks[0]?.digest).toBe(yaml.digest)
  })

  it('puts texts, lists and mappings with expressions in them together', async () => {
    const playbook = await compiled({
      target: 'aws.ec2.volume',
      steps:
        '[{ operation: tag, with: { tags: { made: "of {{ resource.Size }} for {{ name }}", by: escher } } }, { verify: policy }]',
    })
    expect(playbook.steps[0]).toMatchObject({
      params: {
        tags: { root: { kind: 'map', entries: [{ value: { kind: 'arithmetic' } }, { value: { kind: 'literal' } }] } },
      },
    })
  })

  it('acts on what a link or a query leads to, with expressions over both', async () => {
    const playbook = await compiled({
      target: 'aws.ec2.volume',
      steps: `
  - operation: aws.s3.bucket.enable-versioning
    on: links.copies
  - query: { type: aws.s3.bucket, where: resource.Name == target.Name && !resource.Encrypted, as: found }
  - operation: set-retention
    on: found
    with: { days: "{{ item.Size }}" }
  - verify: links.copies.all(copy, copy.Versioning.Status == 'Enabled')`,
    })
    expect(playbook.steps).toMatchObject([
      { on: 'links.copies' },
      { name: 'found' },
      { on: 'found' },
      { kind: 'verify' },
    ])
  })

  it('names the state before in what is worked out when planning', async () => {
    const playbook = await compiled({
      steps: `
  - operation: set-retention
    with: { days: "{{ before.Size }}" }
    when: before.Versioning.Status == 'Enabled'
  - verify: policy
    when: before.Versioning.Status == 'Enabled'
  - notify: "{{ before.Name }} is done"`,
    })
    expect(playbook.steps[0]).toMatchObject({
      params: { days: { root: { kind: 'select', operand: { kind: 'variable', name: 'before' } } } },
    })
  })

  it('takes the targets in waves', async () => {
    const playbook = await compiled({
      steps:
        '[{ forEach: { ramp: [1, 10, 50%], errorBudget: 2, steps: [{ operation: enable-versioning }, { verify: policy }] } }]',
    })
    expect(playbook.steps).toMatchObject([
      {
        kind: 'forEach',
        ramp: [1, 10, 0.5],
        errorBudget: 2,
        steps: [{ name: '2-enable-versioning' }, { name: '3-verify' }],
      },
    ])
  })
})

describe('the digest of a playbook', () => {
  it('stays when only words and places change, and moves with everything that decides what it can do', async () => {
    const { digest } = await compiled({ params: keep })
    const same = ['title: Other words', 'version: 9', 'description: More words']
    for (const line of same) {
      const [key = '', value = ''] = line.split(': ')
      expect((await compiled({ description: 'x', params: keep, [key]: value })).digest).toBe(digest)
    }
    const others = [
      { params: keep.replace('30', '31') },
      { params: keep, scope: 'resource.Size > 1' },
      { params: keep, limits: '{ targets: 6, environments: [development], risk: high }' },
      { params: keep, steps: '[{ operation: suspend-versioning }, { verify: policy }]' },
      { params: keep, steps: '[{ operation: enable-versioning }, { verify: policy, within: 1m }]' },
      { params: keep, steps: '[{ operation: enable-versioning, undo: irreversible }, { verify: policy }]' },
    ]
    const digests = await Promise.all(others.map(async (lines) => (await compiled(lines)).digest))
    expect(new Set([digest, ...digests]).size).toBe(others.length + 1)
  })

  it('covers the playbooks that it runs, however indirectly', async () => {
    const digestOf = async (inner: string) => {
      const { value, diagnostics } = await compileTexts({
        'playbooks/a.yaml': playbookText({ steps: '[{ run: b }]' }),
        'playbooks/b.yaml': playbookText({ steps: '[{ run: c }]' }),
        'playbooks/c.yaml': playbookText({ steps: inner }),
      })
      expect(diagnostics).toEqual([])
      return value.playbooks.find(({ id }) => id === 'a')?.digest
    }
    const digest = await digestOf('[{ operation: enable-versioning }, { verify: policy }]')
    expect(await digestOf('[{ operation: enable-versioning }, { verify: policy, within: 1h }]')).not.toBe(digest)
  })
})

describe('what a playbook cannot say', () => {
  it.each([
    ['a misspelt property', { scope: 'resource.Siz > 1' }, 'unknown-property at Siz'],
    ['an undeclared parameter', { scope: 'resource.Size > params.kep' }, 'unknown-parameter at kep'],
    ['a misspelt property of before', { steps: '[{ run: b, when: before.Siz > 1 }]' }, 'unknown-property at Siz'],
    ['a verification of before', { steps: '[{ verify: before.Size > 1 }]' }, 'unknown-variable at before'],
    [
      'a wait for before',
      { steps: '[{ wait: { until: before.Size > 1, timeout: 1m } }]' },
      'unknown-variable at before',
    ],
    ['no limits', { limits: undefined }, 'missing-key at title'],
    [
      'a value of another type',
      { steps: '[{ operation: set-retention, with: { days: "{{ name }}" } }, { verify: policy }]' },
      'value-out-of-bounds at "{{ name }}"',
    ],
    ['a step of no kind', { steps: '[{ do: something }]' }, 'unknown-key at do'],
    [
      'a verification under another condition',
      { steps: '[{ operation: enable-versioning }, { verify: policy, when: resource.Size > 1 }]' },
      'unverified-step at enable-versioning',
    ],
    [
      'a verification after the waves',
      { steps: '[{ forEach: { ramp: [1], steps: [{ operation: enable-versioning }] } }, { verify: policy }]' },
      'unverified-step at enable-versioning',
    ],
    [
      'a second forEach',
      { steps: '[{ forEach: { ramp: [1], steps: [{ notify: a }] } }, { forEach: { ramp: [2], steps: [] } }]' },
      'second-for-each at forEach',
    ],
    [
      'an operation after the waves',
      {
        steps:
          '[{ forEach: { ramp: [1], steps: [{ notify: a }] } }, { operation: enable-versioning }, { verify: policy }]',
      },
      'step-outside-waves at operation',
    ],
    [
      'a run before the waves',
      { steps: '[{ run: aws/s3/mend }, { forEach: { ramp: [1], steps: [{ notify: a }] } }]' },
      'step-outside-waves at run',
    ],
    ['an unknown role', { steps: '[{ approve: { roles: [manger] } }]' }, 'unknown-role at manger'],
    ['an unknown policy', { steps: '[{ verify: { policy: gone } }]' }, 'unknown-policy at gone'],
    ['an unknown playbook', { steps: '[{ run: gone }]' }, 'unknown-playbook at gone'],
    ['a circle', { steps: '[{ run: aws/s3/mend }]' }, 'run-cycle at aws/s3/mend'],
    [
      'an expression over nothing',
      { params: keep, steps: '[{ operation: set-retention, with: { days: "{{ params.kep }}" } }, { verify: policy }]' },
      'unknown-parameter at kep',
    ],
  ])('%s', async (_, lines, expected) => {
    expect((await problems(lines)).some((problem) => problem.startsWith(expected))).toBe(true)
  })

  it('is what a playbook that it runs does not let be set', async () => {
    const files = (days: string) => ({
      'playbooks/a.yaml': playbookText({ steps: `[{ run: b, with: { keep: ${days} } }]` }),
      'playbooks/b.yaml': playbookText({ params: keep }),
    })
    expect(await problemsOf(files('30'))).toEqual([])
    expect(await problemsOf(files('31'))).toEqual(['value-out-of-bounds at 31'])
  })
})

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
})

describe('a playbook of the library', () => {
  const library = { 'playbooks/mend.yaml': playbookText({ version: '2' }), 'policies/aws/x.yaml': 'title: x\n' }
  const config = { 'escher.config.yaml': 'library: ["!nothing", mend, "aws/**"]\n' }
  const codesWith = async (lines: Parameters<typeof playbookText>[0]) => {
    const { value, diagnostics } = await compileTexts({ 'playbooks/mend.yaml': playbookText(lines) }, library)
    expect(value.playbooks.filter(({ id }) => id === 'mend').length).toBeLessThan(2)
    return diagnostics.map(({ code }) => code)
  }

  it('is replaced only by saying so, with its version', async () => {
    expect(await codesWith({})).toEqual(['override-not-said'])
    expect(await codesWith({ overrides: '{ playbook: mend, version: 2 }' })).toEqual([])
    expect(await codesWith({ overrides: '{ playbook: mend, version: 1 }' })).toEqual(['override-of-another-version'])
    expect(await codesWith({ overrides: '{ playbook: other, version: 2 }' })).toEqual(['override-of-nothing'])
  })

  it('is used only where the configuration chooses it or something names it', async () => {
    const ids = async (texts: Readonly<Record<string, string>>) =>
      (await compileTexts(texts, library)).value.playbooks.map(({ id }) => id)
    expect(await ids({})).toEqual([])
    expect(await ids(config)).toEqual(['mend'])
    expect(await ids({ 'schedules/a.yaml': 'playbook: mend\nat: 0 1 * * *\ntimeZone: UTC\n' })).toEqual(['mend'])
  })
})
