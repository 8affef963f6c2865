import { describe, expect, it } from 'vitest'
import { compileTexts, playbookText, policyText, problemsOf } from './compile.fixture.js'

const policy = 'policies/aws/s3/versioned.yaml'

describe('compileProject', () => {
  it('compiles a policy into something that survives JSON', async () => {
    const { value, diagnostics } = await compileTexts({ [policy]: policyText() })
    expect(diagnostics).toEqual([])
    const [compiled] = value.policies
    expect(JSON.parse(JSON.stringify(compiled))).toEqual(compiled)
    expect(compiled).toMatchObject({
      id: 'aws/s3/versioned',
      requires: { properties: ['Versioning'], aspects: ['versioning'] },
    })
  })

  it('gives the same digest in YAML and after reformatting, another when the meaning changes', async () => {
    const digestOf = async (text: string) => (await compileTexts({ [policy]: text })).value.policies[0]?.digest
    const digest = await digestOf(policyText())
    expect(
      await digestOf(`# moved\n\n${policyText({ violates: '"resource.Versioning.Status   != \'Enabled\'"' })}`),
    ).toBe(digest)
    expect(await digestOf(policyText({ violates: "resource.Versioning.Status != 'Suspended'" }))).not.toBe(digest)
  })

  it('reports every error of every file at once', async () => {
    const problems = await problemsOf({
      [policy]: policyText({ severity: 'hihg', violates: "resource.Versionin.Status != 'Enabled'" }),
      'policies/b.yaml': policyText({ resource: 'aws.s3.buckets', title: undefined }),
      'frameworks/c.yaml': 'title: "x\n',
    })
    expect(problems).toEqual([
      expect.stringContaining('yaml-syntax'),
      'wrong-value at hihg',
      'unknown-property at Versionin',
      'missing-key at resource',
      'unknown-resource-type at aws.s3.buckets',
    ])
  })

  it('points into block scalars, folded and quoted texts', async () => {
    for (const violates of [
      '|\n  resource.Size > 1 ||\n    resource.Siz > 2',
      '>-\n  resource.Size > 1 ||\n  resource.Siz > 2',
      '"resource.Name == \\"a\\" || resource.Siz > 2"',
      "'resource.Name == ''a'' || resource.Siz > 2'",
    ]) {
      expect(await problemsOf({ [policy]: policyText({ violates }) })).toEqual(['unknown-property at Siz'])
    }
  })

  it('finds ids that two files have', async () => {
    const problems = await problemsOf({
      'policies/a.yaml': policyText(),
      'policies/a.yml': policyText(),
      'playbooks/a.yaml': playbookText(),
    })
    expect(problems).toEqual([expect.stringContaining('duplicate-id')])
  })

  it('finds references that lead nowhere', async () => {
    const problems = await problemsOf({
      [policy]: policyText({
        frameworks: '{ cis: ["1.2", "1.1"], ciss: ["1"] }',
        remediation: '{ playbook: fix }',
        formerly: '[other]',
      }),
      'policies/other.yaml': policyText({ remediation: '{ playbook: mend }' }),
      'frameworks/cis.yaml':
        'title: C\nversion: 1\nsource: https://example.com\ncontrols: { "1.1": { title: T, parameters: { nope: { a: { atMost: 1 } } } } }\n',
      'playbooks/mend.yaml': playbookText({ target: 'aws.ec2.volume', steps: '[{ notify: x }]' }),
      'exemptions/e.yaml': 'policies: [gone/**]\nmatch: { id: x }\nreason: r\nowner: o\nexpires: "2027-01-01"\n',
      'escher.config.yaml': 'params: { nowhere: { a: 1 }, other: { b: 1 } }\n',
    })
    expect(problems.sort()).toEqual([
      'former-id-taken at other',
      'no-such-parameter at b',
      'playbook-for-another-type at mend',
      'unknown-control at "1.2"',
      'unknown-framework at ciss',
      'unknown-playbook at fix',
      'unknown-policy at gone/**',
      'unknown-policy at nope',
      'unknown-policy at nowhere',
    ])
  })

  it('keeps exemptions and parameters attached to a policy that was renamed', async () => {
    const { value, diagnostics } = await compileTexts({
      [policy]: policyText({ formerly: '[old]', params: '{ days: 1 }' }),
      'exemptions/e.yaml': 'policies: [old]\nmatch: { id: "x*" }\nreason: r\nowner: o\nexpires: "2027-01-01"\n',
    })
    expect(diagnostics).toEqual([])
    expect(value.exemptions[0]?.policies).toEqual(['old', 'aws/s3/versioned'])
  })

  it('holds parameters against the mapped control, in the defaults and in the configuration', async () => {
    const framework = (bounds: string) =>
      `title: C\nversion: 1\nsource: https://example.com\ncontrols: { "1.1": { title: T, parameters: { a: { days: ${bounds} } } } }\n`
    const files = (bounds: string) => ({
      'policies/a.yaml': policyText({ params: '{ days: 90 }', frameworks: '{ c: ["1.1"] }' }),
      'frameworks/c.yaml': framework(bounds),
      'escher.config.yaml': 'environments: { dev: { params: { a: { days: 400 } } } }\n',
    })
    expect(await problemsOf(files('{ atMost: 365 }'))).toEqual(['threshold-looser-than-framework at 400'])
    expect(await problemsOf(files('{ atLeast: 100 }'))).toEqual(['threshold-looser-than-framework at 90'])
    expect(await problemsOf(files('{ atMost: 400 }'))).toEqual([])
  })

  it('checks the type of overridden parameters', async () => {
    const problems = await problemsOf({
      'policies/a.yaml': policyText({ params: '{ days: 90, names: [a] }' }),
      'escher.config.yaml': 'params: { a: { days: "90", names: [1] } }\n',
    })
    expect(problems).toEqual(['parameter-type at "90"', 'parameter-type at [1]'])
  })

  it('warns of expired exemptions from the day of their expiry', async () => {
    const exempted = (expires: string) =>
      policyText({ exemptions: `[{ match: "name == 'a'", reason: r, owner: o, expires: "${expires}" }]` })
    expect(await problemsOf({ [policy]: exempted('2026-08-02') })).toEqual([])
    expect(await problemsOf({ [policy]: exempted('2026-08-01') })).toEqual([
      expect.stringContaining('expired-exemption'),
    ])
  })

  it('checks examples against the schema, the links, the metrics and one another', async () => {
    const tests = `
  - { name: a, given: { Size: big, Nam: x }, expect: violating }
  - { name: a, unread: [Versionin], metrics: { request.max(7d): 1, requests.top(7d): 1 }, expect: unknown }
  - { name: c, links: { copies: [] }, params: { days: 1 }, expect: compliant }`
    expect(await problemsOf({ [policy]: policyText({ tests }) })).toEqual([
      'test-wrong-type at big',
      'test-unknown-property at Nam',
      'duplicate-test at a',
      'test-unknown-name at Versionin',
      'test-unknown-name at request.max(7d)',
      'test-unknown-name at requests.top(7d)',
      'test-unknown-name at copies',
      'no-such-parameter at days',
    ])
  })

  it('uses the library policies that the configuration asks for, and their frameworks', async () => {
    const library = {
      'policies/aws/one.yaml': policyText({ frameworks: '{ c: ["1"] }' }),
      'policies/aws/two.yaml': policyText(),
      'policies/gcp/three.yaml': policyText(),
      'frameworks/c.yaml': 'title: C\nversion: "1"\nsource: https://example.com\ncontrols: { "1": { title: T } }\n',
      'frameworks/d.yaml': 'title: D\nversion: "1"\nsource: https://example.com\ncontrols: {}\n',
    }
    const { value, diagnostics } = await compileTexts(
      { 'escher.config.yaml': 'library: ["aws/**", "!aws/two", "azure/**"]\n' },
      library,
    )
    expect(value.policies.map(({ id }) => id)).toEqual(['aws/one'])
    expect(value.frameworks.map(({ id }) => id)).toEqual(['c'])
    expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-policy'])
  })

  it('has no accounts without a configuration', async () => {
    expect((await compileTexts({})).value.configuration.accounts).toEqual([])
  })
})

describe('the configuration', () => {
  it('takes comfortable forms of accounts and fills in the rest', async () => {
    const { value, diagnostics } = await compileTexts({
      'escher.config.yaml': `accounts:
  - { name: main, id: 012345678901, cloud: aws, credentials: { role: "arn:aws:iam::012345678901:role/a", base: { profile: p } } }
  - { name: demo, cloud: gcp, sandbox: acme, regions: [eu] }
  - { name: old, cloud: azure, recording: answers }
`,
    })
    expect(diagnostics).toEqual([])
    expect(value.configuration.accounts).toMatchObject([
      { id: '012345678901', source: { credentials: { from: 'role', base: { from: 'profile', profile: 'p' } } } },
      { id: 'demo', source: { kind: 'sandbox', estate: 'acme' }, regions: ['eu'] },
      { id: 'old', source: { kind: 'recording', path: 'answers' }, regions: 'discovered' },
    ])
    expect(value.configuration.scan.concurrency).toEqual({ account: 16, region: 8 })
  })

  it('refuses credentials', async () => {
    const key = ['AKIA', 'QWERTYUIOPASDFGH'].join('')
    const problems = await problemsOf({
      'escher.config.yaml': `store: s3://b\naccounts: [{ name: ${key}, cloud: aws, password: x }]\n`,
    })
    expect(problems).toEqual([
      `credential-in-configuration at ${key}`,
      'unknown-key at password',
      'credential-in-configuration at x',
    ])
  })
})

describe('contradicting policies', () => {
  const pair = (left: string, right: string, applies?: string) =>
    problemsOf({
      'policies/a.yaml': policyText({ violates: JSON.stringify(left) }),
      'policies/b.yaml': policyText({ violates: JSON.stringify(right), applies: applies && JSON.stringify(applies) }),
    })

  it.each([
    ['resource.Size < 10', 'resource.Size > 5'],
    ["resource.Name != 'a'", "resource.Name != 'b'"],
    ['resource.Encrypted', '!resource.Encrypted'],
    ["!(resource.Name in ['a', 'b'])", "resource.Size > 3 || !(resource.Name in ['c'])"],
    ["resource.Name == 'a'", "'a' != resource.Name"],
  ])('%s and %s', async (left, right) => {
    expect(await pair(left, right)).toEqual([expect.stringContaining('contradictory-policies')])
  })

  it.each([
    ['resource.Size < 10', 'resource.Size > 15'],
    ["resource.Name == 'a'", "resource.Name == 'b'"],
    ['resource.Encrypted', 'resource.Encrypted'],
    ['resource.Size < 10 && resource.Encrypted', 'resource.Size > 5'],
    ['resource.Size <= 5', 'resource.Size > 6'],
  ])('%s and %s can both be satisfied', async (left, right) => {
    expect(await pair(left, right)).toEqual([])
  })

  it('are not looked for among policies that apply to different resources', async () => {
    expect(await pair('resource.Size < 10', 'resource.Size > 5', "'big' in tags")).toEqual([])
  })
})
