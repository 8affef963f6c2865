import { describe, expect, it } from 'vitest'
import { csvLine } from './csv.js'
import { escapeMarkdown, markdownBlock, markdownCode } from './markdown.js'
import { plainLine, plainText } from './plain-text.js'
import { workflowCommand } from './workflow-command.js'
import { escapeXml, xmlAttributes } from './xml.js'

describe('plain text', () => {
  it.each([
    ['colours', 'a\u001b[31mb\u001b[0m', 'ab'],
    ['links', '\u001b]8;;https://example.com\u0007label\u001b]8;;\u0007', 'label'],
    ['an unfinished sequence', 'a\u001b[', 'a['],
    ['C1 controls', 'a\u009b31mb', 'a31mb'],
    ['bells and backspaces', 'a\u0007\bb', 'ab'],
    ['changes of direction', 'a\u202eb\u2066c', 'abc'],
    ['half characters', 'a\ud800b', 'a\ufffdb'],
    ['line ends', 'a\r\nb\rc', 'a\nb\nc'],
  ])('is without %s', (_name, text, plain) => {
    expect(plainText(text)).toBe(plain)
  })

  it('is one line where that is asked for', () => {
    expect(plainLine(' a\n\tb ')).toBe('a b')
  })
})

describe('XML', () => {
  it('holds any text, as content and as attribute', () => {
    expect(escapeXml(`<a b='"c"'>&]]>\u0000\uffff`)).toBe('&lt;a b=&#39;&quot;c&quot;&#39;&gt;&amp;]]&gt;')
    expect(xmlAttributes({ a: 'x\n"y"', b: undefined, c: 1 })).toBe(' a="x&#10;&quot;y&quot;" c="1"')
  })
})

describe('Markdown', () => {
  it('shows markup as it is', () => {
    expect(escapeMarkdown('*a* _b_ [c](d) <e> |')).toBe('\\*a\\* \\_b\\_ \\[c\\]\\(d\\) &lt;e&gt; \\|')
  })

  it('fences code that has fences', () => {
    expect(markdownCode('a`b``c')).toBe('```a`b``c```')
    expect(markdownCode('`a')).toBe('`` `a ``')
    expect(markdownBlock('yaml', 'a\n```\nb\n')).toBe('````yaml\na\n```\nb\n````')
  })
})

describe('CSV', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\uff1d1', ' =1'])('takes the meaning from %j', (text) => {
    expect(csvLine([text])).toMatch(/^"?'/)
  })

  it('quotes what needs it', () => {
    expect(csvLine(['a,b', 'say "x"', 'two\nlines', 3, undefined])).toBe('"a,b","say ""x""","two\nlines",3,\r\n')
  })
})

describe('a workflow command', () => {
  it('cannot be ended or extended by its texts', () => {
    expect(workflowCommand('error', { title: 'a,b::c\n%', line: undefined }, 'x\n::warning::y')).toBe(
      '::error title=a%2Cb%3A%3Ac%0A%25::x%0A::warning::y',
    )
  })
})
