import { describe, expect, it } from 'vitest'
import { compileTexts, policyText, problemsOf } from '../compile.fixture.js'

const path = 'policies/a.ts'

function policy(lines: string, before = ''): string {
  return `import { definePolicy } from 'escher'
${before}
export default definePolicy({
  title: 'Buckets keep earlier versions', resource: 'aws.s3.bucket', severity: 'medium', pillar: 'reliability',
  rationale: 'Without versions, an overwritten object is gone.',
  tests: [{ name: 'never turned on', expect: 'violating' }],
  violates: ({ resource }) => resource.Versioning.Status !== 'Enabled',
  ${lines}
})
`
}

describe('TypeScript files', () => {
  it('compile to what YAML compiles to', async () => {
    const typescript = await compileTexts({ [path]: policy('') })
    const yaml = await compileTexts({ 'policies/a.yaml': policyText() })
    expect(typescript.diagnostics).toEqual([])
    expect(typescript.value.policies[0]?.digest).toBe(yaml.value.policies[0]?.digest)
  })

  it('may use constants, spreads, templates and constants of other project files', async () => {
    const { value, diagnostics } = await compileTexts({
      [path]: policy(
        'params: { days, ...more }, description: sentence, frameworks: { ...none }, remediation: texts.how,',
        `import { days, texts } from '../lib/shared.js'
import type { Something } from 'anywhere'
type Local = { a: Something }
const none = {} as const
const sentence = \`at least \${days} days 🎉\`
const more = { names: ['a', ...['b']], low: -1 } satisfies object`,
      ),
      'lib/shared.ts':
        "const week = 7\nexport { week as days }\nexport const texts = { how: { text: 'Turn it on.' } }\n",
    })
    expect(diagnostics).toEqual([])
    expect(value.policies[0]).toMatchObject({
      params: { days: 7, names: ['a', 'b'], low: -1 },
      description: 'at least 7 days 🎉',
      remediation: { text: 'Turn it on.' },
    })
  })

  it('may use constants of the file in conditions', async () => {
    const { value, diagnostics } = await compileTexts({
      [path]: policy('applies: ({ resource }) => names.includes(resource.Name),', "const names = ['a', 'b']"),
    })
    expect(diagnostics).toEqual([])
    expect(JSON.stringify(value.policies[0]?.applies?.root)).toContain('"value":"b"')
  })

  it.each([
    ["title: 'a'.concat('b'),", '', "unreadable-typescript at 'a'.concat('b')"],
    ['title: fetchTitle(),', '', 'unreadable-typescript at fetchTitle()'],
    ['title: heading,', '', 'unknown-constant at heading'],
    ['title: heading,', 'let heading = 1', 'unreadable-typescript at let heading = 1'],
    ['violates() { return true },', '', 'unreadable-typescript at violates() { return true }'],
    ['[key]: 1,', "const key = 'a'", 'unreadable-typescript at key'],
    ['', 'process.exit(1)', 'unreadable-typescript at process.exit(1)'],
    ['', "import fs from 'node:fs'", "import-outside-project at 'node:fs'"],
    ['', "import { a } from '../../outside.js'", "import-outside-project at '../../outside.js'"],
    ['', "import { a } from '../node_modules/x/a.js'", "import-outside-project at '../node_modules/x/a.js'"],
    ['', "import { a } from '/etc/passwd'", "import-outside-project at '/etc/passwd'"],
    ['', "import { a } from './a.json'", "import-outside-project at './a.json'"],
    ['', "import './b.js'", "unreadable-typescript at import './b.js'"],
    ['title: one,', 'const one = [two], two = [one]', 'cyclic-constant at one'],
    ["params: { ['__proto__']: 1, constructor: 1 },", '', "forbidden-key at '__proto__'"],
    ["params: { '__proto__': 1 },", '', "forbidden-key at '__proto__'"],
    ['title: gone,', "import { gone } from './b.js'", 'import-not-found at gone'],
  ])('%s %s is a diagnostic', async (lines, before, problem) => {
    expect(await problemsOf({ [path]: policy(lines, before) })).toContain(problem)
  })

  it('says nothing more about what could not be read', async () => {
    const text = policy('').replace("'Buckets keep earlier versions'", 'heading()')
    expect(await problemsOf({ [path]: text })).toEqual(['unreadable-typescript at heading()'])
  })

  it('may not import each other in a circle', async () => {
    const problems = await problemsOf({
      [path]: policy('params: { one },', "import { one } from '../lib/one.js'\nexport const two = 2"),
      'lib/one.ts': "import { two } from '../policies/a.js'\nexport const one = two\n",
    })
    expect(problems).toEqual(['import-cycle at one'])
  })

  it('do not unfold constants without end', async () => {
    const doubled = Array.from({ length: 40 }, (_, index) => `const c${index + 1} = [c${index}, c${index}]`)
    const problems = await problemsOf({ [path]: policy('params: { c40 },', ['const c0 = 1', ...doubled].join('\n')) })
    expect(problems).toEqual([expect.stringContaining('constants-too-large')])
  })

  it('do not build endless texts', async () => {
    const doubled = Array.from({ length: 40 }, (_, index) => `const c${index + 1} = \`\${c${index}}\${c${index}}\``)
    const problems = await problemsOf({
      [path]: policy('description: c40,', ["const c0 = 'x'", ...doubled].join('\n')),
    })
    expect(problems).toEqual([expect.stringContaining('constants-too-large')])
  })
})
