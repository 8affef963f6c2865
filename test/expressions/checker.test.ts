import { describe, expect, it } from 'vitest'
import { parseTemplate } from '../../src/compiler/expression/index.js'
import { requirementsOf } from '../../src/core/requirements.js'
import { checkText, compiled, locateIn, serverScope, serverType } from './support.js'

/** Codes with the text that each points at. */
function problems(text: string): string[] {
  return checkText(text).diagnostics.map(
    ({ code, range }) => `${code}: ${text.slice(range?.start.offset, range?.end.offset)}`,
  )
}

describe('the checker of conditions', () => {
  it.each([
    ["resource.Stat.Name == 'running'", ['unknown-property: Stat']],
    ["resource.State.Name == 'Running'", ["unlisted-value: 'Running'"]],
    ["resource.State.Name in ['running', 'stoped']", ["unlisted-value: 'stoped'"]],
    ["resource.Size > '100'", ["type-mismatch: resource.Size > '100'"]],
    ['resource.Size == resource.Name', ['type-mismatch: resource.Size == resource.Name']],
    ['resource.Size > null', ['type-mismatch: resource.Size > null']],
    ["resource.LaunchTime < '2024-01-01'", ["type-mismatch: resource.LaunchTime < '2024-01-01'"]],
    ['resource.Name', ['condition-not-boolean: resource.Name']],
    ['!resource.Name', ['wrong-operand: resource.Name']],
    ['resource.Name.Size == 1', ['wrong-operand: Size']],
    ['resource.Disks.Size == 1', ['wrong-operand: Size']],
    ['resource.Disks.exists(d, d.Sise == 1)', ['unknown-property: Sise']],
    ['resource.Disks.exists(d, d.Parent.Parent.Sise == 1)', ['unknown-property: Sise']],
    ["resource.Disks['a'] == null", ["wrong-operand: 'a'"]],
    ['resources.Size == 1', ['unknown-variable: resources']],
    ["resource.Name.beginsWith('a')", ['unknown-function: beginsWith']],
    ['ageDays(5) > 1', ['wrong-arguments: ageDays(5)']],
    ["startsWith(name, 'a')", ['wrong-arguments: startsWith']],
    ['params.day > 1', ['unknown-parameter: day']],
    ['links.network.size() > 1', ['unknown-link: network']],
    ['links.networks.exists(n, n.Nme == null)', ['unknown-property: Nme']],
    ["metrics.cp.max('7d') > 1", ['unknown-metric: cp']],
    ["metrics.cpu.maximum('7d') > 1", ['unknown-statistic: maximum']],
    ['metrics.cpu > 1', ['unknown-statistic: cpu']],
    ['metrics.cpu.max(resource.Name) > 1', ['window-not-constant: resource.Name']],
    ["name.matches('(?=a)')", ["invalid-pattern: '(?=a)'"]],
    ["now - resource.LaunchTime > duration('7 days')", ["invalid-literal: '7 days'"]],
    ["now > timestamp('2024-13-01')", ["invalid-literal: '2024-13-01'"]],
    ["cidrContains('10.0.0.0/33', name)", ["invalid-literal: '10.0.0.0/33'"]],
    ['resource.Size == 9007199254740993', ['number-out-of-range: 9007199254740993']],
    [
      "resource.Name == 'a' && resource.Name == 'b'",
      ["constant-condition: resource.Name == 'a' && resource.Name == 'b'"],
    ],
    ['resource.Size > 5 && resource.Size < 3', ['constant-condition: resource.Size > 5 && resource.Size < 3']],
    [
      "resource.Name != 'a' || resource.Name != 'b'",
      ["constant-condition: resource.Name != 'a' || resource.Name != 'b'"],
    ],
    ['resource.Public && 1 < 2', ['constant-condition: 1 < 2']],
  ])('%s', (text, expected) => {
    expect(problems(text)).toEqual(expected)
  })

  it('reports every error and not the first', () => {
    expect(
      problems("resource.Nam == 'a' && resource.Size > 'b' || foo(bar)").map((line) => line.split(':')[0]),
    ).toEqual(['unknown-property', 'type-mismatch', 'unknown-variable', 'unknown-function'])
  })

  it('suggests and fixes a misspelt property', () => {
    const [diagnostic] = checkText("resource.State.Nme == 'running'").diagnostics
    expect(diagnostic?.fix?.text).toBe('Name')
    expect(diagnostic?.help).toContain('Name')
  })

  it('reads on after a syntax error', () => {
    expect(problems("f(1 2) && resource.Name = 'a' and [1,,2] == x")).toEqual(
      expect.arrayContaining([
        'expression-syntax: 2',
        'expression-syntax: =',
        'expression-syntax: and',
        'unknown-variable: x',
      ]),
    )
  })

  it('reads templates and reports inside of them', () => {
    const text = "{{ resource.Name }} is {{ resource.Public ? 'pu}}blic' : {'a': 'b'}['a'] }}!{{ resource.Nme }}"
    const { value, diagnostics } = parseTemplate(text, { scope: serverScope, locate: locateIn('x') })
    expect(value.map((part) => (typeof part === 'string' ? part : part.text))).toEqual([
      'resource.Name',
      ' is ',
      "resource.Public ? 'pu}}blic' : {'a': 'b'}['a']",
      '!',
    ])
    expect(diagnostics.map(({ code, range }) => [code, text.slice(range?.start.offset, range?.end.offset)])).toEqual([
      ['unknown-property', 'Nme'],
    ])
  })

  it('tells what must be read', () => {
    const condition =
      "has(resource.Policy) && resource['Size'] > 1 && metrics.cpu.max(params.window) < 1 && links.networks.size() > 0"
    const sets = [{ window: '7d' }, { window: '30d' }]
    expect(requirementsOf([compiled(checkText(condition))], serverType, sets)).toEqual({
      properties: ['NetworkId', 'Policy', 'Size'],
      aspects: ['policy'],
      links: ['networks'],
      linkedProperties: { networks: [] },
      metrics: [
        { metric: 'cpu', statistic: 'max', window: '30d' },
        { metric: 'cpu', statistic: 'max', window: '7d' },
      ],
      usesNow: false,
    })
    expect(requirementsOf([compiled(checkText('ageDays(resource.LaunchTime) > 1'))], serverType, []).usesNow).toBe(true)
    expect(requirementsOf([compiled(checkText('isEmpty(resource)'))], serverType, []).aspects).toEqual(['policy'])
  })
})
