import { describe, expect, it } from 'vitest'
import { compileTexts, playbookText, problemsOf } from '../compile.fixture.js'

async function codes(steps: string, more: Parameters<typeof playbookText>[0] = {}): Promise<string[]> {
  const found = await problemsOf({ 'playbooks/a.yaml': playbookText({ ...more, steps }) })
  return found.filter((one) => !one.startsWith('constant-condition')).map((one) => one.replaceAll('"', ''))
}

describe('a verification or a wait that is always the same', () => {
  it.each([
    ['[{ operation: enable-versioning }, { verify: "true" }]', ['constant-check at true']],
    ['[{ operation: enable-versioning }, { verify: "1 > 2" }]', ['constant-check at 1 > 2']],
    [
      '[{ operation: enable-versioning }, { verify: "resource.Size != 1 || resource.Size != 2" }]',
      ['constant-check at resource.Size != 1 || resource.Size != 2'],
    ],
    [
      '[{ operation: enable-versioning }, { wait: { until: "true", timeout: 1h } }, { verify: policy }]',
      ['constant-check at true'],
    ],
    [
      '[{ operation: enable-versioning }, { verify: policy }, { wait: { until: "false", timeout: 1h } }]',
      ['constant-check at false'],
    ],
    [
      '[{ wait: { until: "false", timeout: 1h } }, { operation: enable-versioning }, { verify: policy }]',
      ['constant-check at false', 'unreachable-after-wait at enable-versioning'],
    ],
  ])('is an error: %s', async (steps, expected) => {
    expect(await codes(steps)).toEqual(expected)
  })
})

describe('a verification is vacuous', () => {
  const verifying = (condition: string, before = '{ operation: enable-versioning }') =>
    codes(`[${before}, { verify: "${condition}" }]`)

  it.each(['resource.Encrypted', "region == 'eu-west-1'", 'has(resource.Name)'])('with %s', async (condition) => {
    expect(await verifying(condition)).toEqual([`vacuous-verification at ${condition}`])
  })

  it.each([
    "resource.Versioning.Status == 'Enabled'",
    'has(resource.Versioning)',
    "target.Versioning.Status == 'Enabled'",
    "resource.Encrypted && resource.Versioning.Status == 'Enabled'",
  ])('but not with %s', async (condition) => {
    expect(await verifying(condition)).toEqual([])
  })

  it('but not where it reads what an operation is seen to change', async () => {
    expect(await verifying('resource.Size == 3', '{ operation: set-retention, with: { days: 3 } }')).toEqual([])
    expect(await verifying("resource.Name == 'x'", '{ operation: set-retention, with: { days: 3 } }')).toHaveLength(1)
  })

  it('but not about tags after tagging, nor about links', async () => {
    const volume = { target: 'aws.ec2.volume' }
    const tag = '{ operation: tag, with: { tags: { a: b } } }'
    expect(await codes(`[${tag}, { verify: "tags.a == 'b'" }]`, volume)).toEqual([])
    const computed = '{ operation: tag, with: { tags: { a: "{{ name }}" } } }'
    expect(await codes(`[${computed}, { verify: "tags.a == 'b'" }]`, volume)).toEqual([])
    expect(await codes(`[${tag}, { verify: "links.copies.all(copy, copy.Encrypted)" }]`, volume)).toEqual([])
    expect(await codes(`[${tag}, { verify: "resource.Size > 3" }]`, volume)).toHaveLength(1)
  })
})

describe('a verification on what a query finds', () => {
  const query = '{ query: { type: aws.s3.bucket, where: "resource.Size == 7", as: found } }'
  const verify = '{ verify: "item.Versioning.Status == \'Enabled\'", on: found }'
  const operation = '{ operation: enable-versioning }'

  it('does not cover an operation on the target', async () => {
    const files = { 'playbooks/a.yaml': playbookText({ steps: `[${query}, ${operation}, ${verify}]` }) }
    expect((await compileTexts(files)).diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['unverified-step', 'nothing after `enable-versioning` verifies it: no operation acts on what `found` finds'],
    ])
  })

  it.each([
    ['another follows', `[${query}, ${operation}, ${verify}, { verify: policy }]`],
    ['an operation acts on it too', `[${query}, ${operation}, { operation: enable-versioning, on: found }, ${verify}]`],
    [
      'it reads the target as well',
      `[${query}, ${operation}, { verify: "item.Versioning.Status == resource.Versioning.Status", on: found }]`,
    ],
  ])('is fine where %s', async (_, steps) => {
    expect(await codes(steps)).toEqual([])
  })
})
