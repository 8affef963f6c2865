import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse, parseDocument, stringify } from 'yaml'
import { canonicalJson } from '../../core/canonical-json.js'
import { formatSource } from './format-source.js'

const path = 'policies/a.yaml'

describe('formatSource', () => {
  it('puts keys in order, keeps comments and settles the style', () => {
    const text = `# about this policy

severity:   high   # as agreed
tests:
    - {expect: violating,   name: a}
# the title
title: 'A'
own: [ 1,2 ]
`
    expect(formatSource(path, text).value).toMatchInlineSnapshot(`
      "# about this policy

      # the title
      title: 'A'
      severity: high # as agreed
      tests:
        - { name: a, expect: violating }
      own: [1, 2]
      "
    `)
  })

  it('leaves alone what is TypeScript, no definition or not valid', () => {
    for (const [file, text] of [
      ['policies/a.ts', 'export   default 1'],
      ['notes/a.yaml', 'b:   1'],
      [path, 'title: "x'],
    ] as const) {
      expect(formatSource(file, text).value).toBe(text)
    }
    expect(formatSource(path, 'title: "x').diagnostics).not.toEqual([])
  })

  it('keeps the meaning, and formatting again changes nothing', () => {
    // The printer that makes the input sometimes makes invalid texts; those are left out.
    const keys = fc.constantFrom('title', 'tests', 'violates', 'name', 'expect', 'remediation', 'text', 'zz', 'a b')
    const lines = fc.array(fc.string({ maxLength: 12 }), { maxLength: 3 }).map((parts) => parts.join('\n'))
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, lines, fc.integer(), fc.boolean(), fc.constant(null), tie('list'), tie('map')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      map: fc.dictionary(keys, tie('value'), { maxKeys: 5, noNullPrototype: true }),
    }))
    const documents = fc.dictionary(keys, value, { minKeys: 1, maxKeys: 6, noNullPrototype: true })
    const styles = fc.record({
      indent: fc.constantFrom(2, 4),
      collectionStyle: fc.constantFrom('any', 'flow', 'block'),
    })
    fc.assert(
      fc.property(documents, styles, (document, style) => {
        const text = stringify(document, style as object)
        fc.pre(parseDocument(text).errors.length === 0)
        const once = formatSource(path, text).value
        expect(canonicalJson(parse(once))).toBe(canonicalJson(parse(text)))
        expect(formatSource(path, once).value).toBe(once)
      }),
      { numRuns: 300 },
    )
  })
})
