import { expect, it } from 'vitest'
import { compileTexts, playbookText, policyText } from '../compile.fixture.js'

type Files = Readonly<Record<string, string>>

/** Applies the first fix of a compilation and compiles again. */
async function afterFix(texts: Files) {
  const { diagnostics } = await compileTexts(texts)
  const fix = diagnostics.find((one) => one.fix)?.fix
  if (!fix) return { codes: diagnostics.map(({ code }) => code), line: 'no fix' }
  const { file, start, end } = fix.range
  const text = texts[file] ?? ''
  const fixed = text.slice(0, start.offset) + fix.text + text.slice(end.offset)
  const again = await compileTexts({ ...texts, [file]: fixed })
  return { codes: again.diagnostics.map(({ code }) => code), line: fixed.split('\n')[start.line - 1]?.trim() }
}

const typescript = (from: string, to: string): Files => ({
  'playbooks/a.ts': `import { definePlaybook } from 'escher'
export default definePlaybook({
  title: 'Mend',
  version: 1,
  target: 'aws.s3.bucket',
  scope: ({ resource }) => resource.Versioning.Status == "Enabled",
  limits: { targets: 5, environments: ['development'], risk: 'high' },
  steps: [
    { operation: 'enable-versioning' },
    { verify: 'policy' },
    { "approve": { roles: ['manager'] } },
  ],
})
`.replace(from, to),
})
const playbook = (lines: Files): Files => ({ 'playbooks/a.yaml': playbookText(lines) })
const policy = (lines: Files): Files => ({ 'policies/a.yaml': policyText(lines) })

it.each([
  [typescript("'aws.s3.bucket'", "'aws.s3.buckte'"), "target: 'aws.s3.bucket',"],
  [typescript("'aws.s3.bucket'", '"aws.s3.buckte"'), 'target: "aws.s3.bucket",'],
  [typescript("'aws.s3.bucket'", '`aws.s3.buckte`'), 'target: `aws.s3.bucket`,'],
  [typescript("'enable-versioning'", "'enable-versionin'"), "{ operation: 'enable-versioning' },"],
  [typescript("risk: 'high'", "risk: 'hihg'"), "limits: { targets: 5, environments: ['development'], risk: 'high' },"],
  [typescript("['manager']", "['manger']"), `{ "approve": { roles: ['manager'] } },`],
  [typescript('version:', 'versoin:'), 'version: 1,'],
  [typescript('"approve"', '"aprove"'), `{ "approve": { roles: ['manager'] } },`],
  [typescript('"Enabled"', '"Enabld"'), 'scope: ({ resource }) => resource.Versioning.Status == "Enabled",'],
  [playbook({ target: 'aws.s3.buckte' }), 'target: aws.s3.bucket'],
  [playbook({ target: "'aws.s3.buckte'" }), "target: 'aws.s3.bucket'"],
  [playbook({ scope: `'resource.Versioning.Status == "Enabld"'` }), `scope: 'resource.Versioning.Status == "Enabled"'`],
  [
    playbook({ scope: `'resource.Versioning.Status == ''Enabld'''` }),
    `scope: 'resource.Versioning.Status == ''Enabled'''`,
  ],
  [
    playbook({ scope: `"resource.Versioning.Status == \\"Enabld\\""` }),
    `scope: "resource.Versioning.Status == \\"Enabled\\""`,
  ],
  [
    policy({
      tests:
        '[{ name: a, given: { "Versionin": { Status: Enabled } }, expect: compliant }, { name: b, expect: violating }]',
    }),
    'tests: [{ name: a, given: { "Versioning": { Status: Enabled } }, expect: compliant }, { name: b, expect: violating }]',
  ],
])('a fix leaves a file that compiles: %#', async (files, line) => {
  expect(await afterFix(files)).toEqual({ codes: [], line })
})

it('no fix is offered that YAML would read as something else', async () => {
  expect(await afterFix(policy({ violates: 'not resource.Encrypted' }))).toEqual({
    codes: ['expression-syntax'],
    line: 'no fix',
  })
})
