import { describe, expect, it } from 'vitest'
import type { Diagnostic, SourceRange } from '../../core/diagnostics.js'
import { sarifErrors } from '../sarif.fixture.js'
import { hostileText } from '../scan/report.fixture.js'
import { xmlElements } from '../xml.fixture.js'
import { type DiagnosticsFormat, diagnosticsFormats } from './formats.js'
import { renderDiagnostics } from './render.js'

const source = ['title: Instances', 'violates: |', '  resource.Sate == 1', 'severity: hihg', ''].join('\n')

function rangeOf(text: string): SourceRange {
  const start = source.indexOf(text)
  const position = (offset: number) => {
    const before = source.slice(0, offset).split('\n')
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, offset }
  }
  return { file: 'policies/a.yaml', start: position(start), end: position(start + text.length) }
}

const misspelt: Diagnostic = {
  code: 'unknown-property',
  severity: 'error',
  message: '`Sate` is not a property of `aws.ec2.instance`',
  why: 'A misspelt property is always null.',
  help: 'write `State`',
  range: rangeOf('Sate'),
  related: [{ message: 'the resource is chosen here', range: rangeOf('Instances') }],
  fix: { title: 'did you mean `State`?', range: rangeOf('Sate'), text: 'State' },
}

const spread: Diagnostic = {
  code: 'wrong-severity',
  severity: 'warning',
  message: 'not a severity',
  range: rangeOf('resource.Sate == 1\nseverity: hihg'),
}

function render(format: DiagnosticsFormat, diagnostics: readonly Diagnostic[], colour = false): string {
  const sources = new Map([['policies/a.yaml', source]])
  return renderDiagnostics(format, diagnostics, { sources, colour, width: 80, toolVersion: '0.1.0', files: 3 })
}

describe('diagnostics for people', () => {
  it('shows carets under the range, the related place, the reason, the help and the fixed line', () => {
    expect(render('human', [misspelt])).toMatchInlineSnapshot(`
      "error[unknown-property]: \`Sate\` is not a property of \`aws.ec2.instance\`
        ╭─ policies/a.yaml:3:12
      2 │ violates: |
      3 │   resource.Sate == 1
        │            ^^^^
        see: the resource is chosen here
        ╭─ policies/a.yaml:1:8
      1 │ title: Instances
        │        ^^^^^^^^^
        why: A misspelt property is always null.
        help: write \`State\`
        fix: did you mean \`State\`?
          - resource.Sate == 1
          + resource.State == 1

      1 error in 3 files; run \`escher explain <code>\` to read about one
      "
    `)
  })

  it('marks every line of a range that spans lines', () => {
    expect(render('human', [spread])).toMatchInlineSnapshot(`
      "warning[wrong-severity]: not a severity
        ╭─ policies/a.yaml:3:3
      2 │ violates: |
      3 │   resource.Sate == 1
        │   ^^^^^^^^^^^^^^^^^^
      4 │ severity: hihg
        │ ^^^^^^^^^^^^^^

      1 warning in 3 files; run \`escher explain <code>\` to read about one
      "
    `)
  })

  it('keeps a place far to the right in view', () => {
    const long = `${'x'.repeat(500)} wrong`
    const start = { line: 1, column: 502, offset: 501 }
    const range = { file: 'long.yaml', start, end: { line: 1, column: 507, offset: 506 } }
    const options = { sources: new Map([['long.yaml', long]]), colour: false, width: 60, toolVersion: '0', files: 1 }
    const lines = renderDiagnostics('human', [{ ...spread, range }], options).split('\n')
    expect(lines[2]).toBe(`1 │ …${'x'.repeat(19)} wrong`)
    expect(lines[3]).toBe(`  │ ${' '.repeat(21)}^^^^^`)
  })

  it('uses colour only when asked to', () => {
    expect(render('human', [misspelt], true)).toContain('\u001b[')
    expect(render('human', [misspelt], false)).not.toContain('\u001b[')
  })

  it('says that there is nothing to say', () => {
    expect(render('human', [])).toBe('no problems in 3 files\n')
  })
})

describe('every diagnostics format', () => {
  it.each(diagnosticsFormats)(
    '%s carries no terminal sequence or direction change of its own or of a hostile file',
    (format) => {
      const hostile = {
        ...misspelt,
        message: hostileText,
        help: hostileText,
        range: { ...rangeOf('Sate'), file: hostileText },
      }
      const text = render(format, [hostile])
      expect(text).not.toContain('\u001b')
      if (format !== 'json') expect(text).not.toContain('\u202e')
    },
  )

  it.each(diagnosticsFormats)('%s lists diagnostics by file and place', (format) => {
    const text = render(format, [spread, { ...misspelt, range: rangeOf('Instances') }])
    expect(text.indexOf('unknown-property')).toBeLessThan(text.indexOf('wrong-severity'))
  })
})

describe('diagnostics for machines', () => {
  it('gives JSON with the diagnostics as they are', () => {
    const parsed = JSON.parse(render('json', [misspelt, spread]))
    expect(parsed).toMatchObject({ version: 1, files: 3, summary: { error: 1, warning: 1, info: 0 } })
    expect(parsed.diagnostics).toContainEqual(misspelt)
  })

  it('gives SARIF with region, related place and fix', () => {
    const log = JSON.parse(render('sarif', [misspelt, spread]))
    expect(sarifErrors(log)).toEqual([])
    const result = log.runs[0].results.find((each: { ruleId: string }) => each.ruleId === 'unknown-property')
    expect(result.locations[0].physicalLocation.region).toEqual({
      startLine: 3,
      startColumn: 12,
      endLine: 3,
      endColumn: 16,
    })
    expect(result.fixes[0].artifactChanges[0].replacements[0].insertedContent.text).toBe('State')
    expect(log.runs[0].tool.driver.rules[result.ruleIndex].id).toBe('unknown-property')
  })

  it('gives a workflow command a line, with its data escaped', () => {
    const text = render('github', [
      { ...misspelt, message: '100%\n::error::x', range: { ...rangeOf('Sate'), file: 'a,b:c.yaml' } },
    ])
    expect(text).toBe(
      '::error title=unknown-property,file=a%2Cb%3Ac.yaml,line=3,endLine=3,col=12,endColumn=16::100%25%0A::error::x%0Ahelp: write `State`\n',
    )
  })

  it('gives JUnit whose counts are those of its elements', () => {
    const xml = render('junit', [misspelt, spread, { ...misspelt, message: hostileText }])
    const elements = xmlElements(xml)
    expect(elements.filter(({ name }) => name === 'testcase')).toHaveLength(3)
    expect(elements.filter(({ name }) => name === 'failure')).toHaveLength(2)
    expect(elements.find(({ name }) => name === 'testsuites')?.attributes).toMatchObject({ tests: '3', failures: '2' })
  })

  it('gives Markdown in which a hostile message stays text', () => {
    const text = render('markdown', [{ ...misspelt, message: hostileText }])
    expect(text).not.toMatch(/<(img|script|\/script)/)
    const row = text.split('\n').find((line) => line.startsWith('| error'))
    expect(row?.replace(/\\\|/g, '').split('|')).toHaveLength(6)
  })
})
