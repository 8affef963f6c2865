import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compilePredicate, explain } from '../../src/engine/expression/index.js'
import { checkFunction, checkText, compiled, serverScopeOf } from './support.js'

const pieces = fc.constantFrom(
  ...[
    'resource',
    '.',
    'Name',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    "'",
    '"',
    '&&',
    '||',
    '!',
    '-',
    '?',
    ':',
    ',',
    '==',
    '=',
    ' ',
  ],
  ...['exists', 'has', '\\', '0x', '1e', '9', 'in', '`', '/*', '//', '\n', '"""', 'r"', 'b', '\u2028', '😀', '\ud800'],
)

describe('hostile texts', () => {
  it('become a condition or diagnostics, and nothing else', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const { value, diagnostics } = checkText(text)
        if (value) explain(value, serverScopeOf({}))
        else expect(diagnostics.length).toBeGreaterThan(0)
        for (const { range } of diagnostics) {
          expect(range?.start.offset).toBeLessThanOrEqual(range?.end.offset ?? -1)
          expect(range?.end.offset).toBeLessThanOrEqual(text.length)
        }
      }),
      { numRuns: 3000 },
    )
  })

  it.each([
    ['parentheses', '('.repeat(100_000)],
    ['lists', '['.repeat(100_000)],
    ['negations', `${'!'.repeat(100_000)}true`],
    ['minus signs', `${'-'.repeat(100_000)}1 == 1`],
    ['a long sum', `1${' + 1'.repeat(50_000)} == 1`],
    ['a long path', `resource${'.Parent'.repeat(50_000)}`],
    ['conditionals', 'true ? '.repeat(50_000)],
    ['macros', 'resource.Disks.exists(d, '.repeat(5000)],
  ])('%s nested beyond reason are one diagnostic', (_, text) => {
    expect(checkText(text).diagnostics.map(({ code }) => code)).toContain('expression-too-deep')
  })

  it('nested beyond reason in TypeScript are a diagnostic', () => {
    const { diagnostics } = checkFunction(`({ resource }) => ${'!'.repeat(400)}resource.Public`)
    expect(diagnostics.map(({ code }) => code)).toContain('expression-too-deep')
  })

  it('nested up to the limit compile to code that grows no faster than they do', () => {
    const conditional = `${'(resource.Public ? resource.Public : '.repeat(60)}false${')'.repeat(60)}`
    const inCondition = `${'('.repeat(60)}resource.Public${' ? resource.Public : false)'.repeat(60)}`
    const scope = serverScopeOf({ properties: { Public: false } })
    for (const text of [conditional, inCondition, Array(101).fill('resource.Public').join(' == ')]) {
      expect(compilePredicate(compiled(checkText(text))).certainlyTrue(scope)).toBe(false)
    }
  })

  it('cannot leave their literals', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text is meant to look like a template
    const nasty = '\\u2028\\\'\\"); globalThis.escaped = true; ("${1}`'
    const text = `resource.Labels['${nasty}'] == '${nasty}' || '${nasty}' in tags || name.matches('\\\\Q${nasty}')`
    const predicate = compilePredicate(compiled(checkText(text)))
    expect(predicate.certainlyTrue(serverScopeOf({}))).toBe(false)
    expect(globalThis).not.toHaveProperty('escaped')
  })
})

describe('hostile documents', () => {
  const polluted = JSON.parse('{"__proto__": "x", "constructor": "y"}')

  it.each([
    ["'__proto__' in tags", true, polluted],
    ["'toString' in tags", false, {}],
    ['tags.constructor == null', true, {}],
    ["tags['hasOwnProperty'] == null", true, {}],
    ["tags.__proto__ == 'x'", true, polluted],
    ["tag(tags, 'constructor') == null", true, {}],
    ["tag(tags, 'constructor') == 'y'", true, polluted],
  ])('%s is %s', (text, expected, tags) => {
    const expression = compiled(checkText(text))
    const scope = serverScopeOf({ tags })
    const guarded = serverScopeOf({ tags, unread: { Name: { reason: 'failed', message: 'no' } } })
    for (const each of [scope, guarded]) expect(compilePredicate(expression).certainlyTrue(each)).toBe(expected)
    expect(explain(expression, scope).outcome).toBe(String(expected))
  })

  it('see what is in the document and not what all objects have', () => {
    const text =
      'resource.Policy.constructor == null && resource.Labels.valueOf == null && resource.Policy.__proto__ == null'
    const expression = compiled(checkText(text))
    const scope = serverScopeOf({ properties: { Policy: {}, Labels: {} } })
    expect(compilePredicate(expression).certainlyTrue(scope)).toBe(true)
  })

  it('cannot make a pattern run for long', () => {
    const expression = compiled(checkText("resource.Name.matches('^(a+)+$')"))
    const scope = serverScopeOf({ properties: { Name: `${'a'.repeat(5000)}!` } })
    expect(compilePredicate(expression).certainlyFalse(scope)).toBe(true)
  })
})
