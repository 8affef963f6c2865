import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasErrors } from '../core/diagnostics.js'
import { compileTexts, policyText } from './compile.fixture.js'

const yaml = 'policies/a.yaml'
const typescript = 'policies/a.ts'

async function codesOf(path: string, content: string | Uint8Array): Promise<string[]> {
  return (await compileTexts({ [path]: content })).diagnostics.map(({ code }) => code)
}

function bomb(levels: number): string {
  const lines = ['a0: &a0 [x, x]']
  for (let level = 1; level <= levels; level++) lines.push(`a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`)
  return `${lines.join('\n')}\n`
}

describe('hostile files', () => {
  const megabytes = (text: string) => text.repeat(Math.ceil((10 * 1024 * 1024) / text.length))

  it.each([
    ['ten megabytes of YAML', yaml, megabytes('a: 1\n'), 'file-too-large'],
    ['ten megabytes of TypeScript', typescript, megabytes('[[['), 'file-too-large'],
    ['bytes that are no text', yaml, new Uint8Array([0xff, 0xfe, 0x00]), 'not-utf-8'],
    ['nested lists', yaml, `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'too-deep'],
    ['nested mappings', yaml, '{a: '.repeat(1000) + '}'.repeat(1000), 'too-deep'],
    ['nested sequences', yaml, `${'- '.repeat(5000)}a`, 'too-deep'],
    ['unclosed brackets', yaml, '['.repeat(50_000), 'too-deep'],
    ['stray brackets', yaml, ']'.repeat(50_000), 'yaml-syntax'],
    ['an alias bomb', yaml, bomb(40), 'yaml-alias-bomb'],
    ['an alias of itself', yaml, 'title: &a [*a]', 'yaml-alias'],
    ['an alias of nothing', yaml, 'title: *a', 'yaml-alias'],
    ['many anchors', yaml, `a: ${'&a '.repeat(20_000)}`, 'yaml-syntax'],
    ['JavaScript tags', yaml, 'title: !!js/function "() => process.exit(1)"', 'yaml-syntax'],
    [
      'a key that reaches into objects',
      yaml,
      policyText({ params: '{ __proto__: { polluted: 1 } }' }),
      'forbidden-key',
    ],
    ['a constructor key', yaml, 'constructor: { prototype: { polluted: 1 } }', 'forbidden-key'],
    ['several documents', yaml, 'title: a\n---\ntitle: b\n', 'yaml-several-documents'],
    ['a mapping as key', yaml, '? { a: 1 }\n: b\n', 'yaml-key'],
    ['nested brackets in TypeScript', typescript, '['.repeat(30_000), 'typescript-too-complex'],
    ['nested functions in TypeScript', typescript, 'a=>'.repeat(20_000), 'typescript-too-complex'],
    ['nested operators in TypeScript', typescript, '!'.repeat(60_000), 'typescript-too-complex'],
    ['nested types in TypeScript', typescript, `type A = ${'A<'.repeat(9000)}`, 'typescript-too-complex'],
  ])('%s are a diagnostic', async (_name, path, content, code) => {
    expect(await codesOf(path, content)).toContain(code)
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted')
  })

  it('may have very many keys', async () => {
    const keys = Array.from({ length: 50_000 }, (_, index) => `k${index}: 1\n`).join('')
    const started = performance.now()
    expect(await codesOf(yaml, keys)).toContain('unknown-key')
    expect(performance.now() - started).toBeLessThan(15_000)
  })

  it('are never run', async () => {
    const marker = '__escherRan'
    await codesOf(
      typescript,
      `globalThis.${marker} = true\nexport default definePolicy({ title: (globalThis.${marker} = 1) })`,
    )
    expect(marker in globalThis).toBe(false)
  })

  it('as random bytes give diagnostics', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(yaml, typescript), async (bytes, path) => {
        expect(hasErrors((await compileTexts({ [path]: bytes })).diagnostics)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('as random syntax give diagnostics', async () => {
    const pieces = fc.constantFrom(
      ...[
        'title',
        ':',
        ' ',
        '\n',
        '- ',
        '&a ',
        '*a',
        '{',
        '}',
        '[',
        ']',
        '"',
        "'",
        '|',
        '>',
        '#',
        '!!',
        '? ',
        ',',
        '\t',
      ],
      ...[
        '=>',
        '(',
        ')',
        '`',
        '${',
        'const a = ',
        'import ',
        'export default ',
        'definePolicy',
        '...',
        '/',
        '\\',
        '🎉',
      ],
    )
    const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom(yaml, typescript), async (text, path) => {
        expect(hasErrors((await compileTexts({ [path]: text })).diagnostics)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('cut short anywhere never crash the compiler', async () => {
    const whole = policyText({ params: '{ a: [1, "x"] }', message: '"{{ name }} is {{ params.a }}"' })
    const script = `import { definePolicy } from 'escher'\nexport default definePolicy({ title: \`a\`, violates: ({ tags }) => tags.a === 'b' })\n`
    for (let length = 0; length < whole.length; length += 3) {
      expect(Array.isArray(await codesOf(yaml, whole.slice(0, length)))).toBe(true)
    }
    for (let length = 0; length < script.length; length += 3) {
      expect((await codesOf(typescript, script.slice(0, length))).length).toBeGreaterThan(0)
    }
  })
})
