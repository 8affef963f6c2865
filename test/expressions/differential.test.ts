import { run } from '@bufbuild/cel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCel } from '../../src/compiler/expression/index.js'
import type { ValueType } from '../../src/core/expression.js'
import type { TypeSchema } from '../../src/core/schema.js'
import { compileQuestion } from '../../src/engine/expression/generate/compile.js'
import type { EvaluationScope } from '../../src/engine/expression/index.js'
import { MapValue, present } from './evaluator.js'
import { compiled, locateIn } from './support.js'

const int: ValueType = { kind: 'int' }
const text: ValueType = { kind: 'string' }
const variables: Readonly<Record<string, ValueType>> = {
  i: int,
  d: { kind: 'double' },
  s: text,
  b: { kind: 'bool' },
  l: { kind: 'list', items: int },
  m: { kind: 'map', keys: text, values: int },
}

/** The same variables as parts of a document. */
const eventSchema: TypeSchema = {
  type: 'object',
  properties: {
    i: { type: 'integer' },
    d: { type: 'number' },
    s: { type: 'string' },
    b: { type: 'boolean' },
    l: { type: 'list', items: { type: 'integer' } },
    m: { type: 'map', values: { type: 'integer' } },
  },
}

/** Random standard CEL of every kind that the oracle and we both have. */
const expressions = fc.letrec<Record<'any' | 'bool' | 'int' | 'double' | 'text' | 'list', string>>((tie) => {
  const {
    bool,
    int: whole,
    double,
    text: word,
    list,
  } = { bool: tie('bool'), int: tie('int'), double: tie('double'), text: tie('text'), list: tie('list') }
  const infix = (left: fc.Arbitrary<string>, operators: string[], right: fc.Arbitrary<string>) =>
    fc.tuple(left, fc.constantFrom(...operators), right).map((parts) => `(${parts.join(' ')})`)
  const choice = (part: fc.Arbitrary<string>) => fc.tuple(bool, part, part).map(([c, a, z]) => `(${c} ? ${a} : ${z})`)
  const order = ['==', '!=', '<', '<=', '>', '>=']
  const depth = { maxDepth: 4, depthIdentifier: 'expression' }
  return {
    any: fc.oneof(bool, whole, double, word, list),
    bool: fc
      .oneof(
        depth,
        fc.constantFrom('true', 'false', 'b', "'x' in m", 'has(m.x)', 'has(m.z)', 'i in l', "s.matches('^a+$')"),
        infix(bool, ['&&', '||', '==', '!='], bool),
        infix(whole, order, whole),
        infix(double, order, double),
        infix(word, order, word),
        infix(list, ['==', '!='], list),
        infix(whole, ['in'], list),
        bool.map((part) => `!(${part})`),
        choice(bool),
        fc
          .tuple(list, fc.constantFrom('all', 'exists', 'exists_one'), fc.constantFrom('e > 1', 'e == i', '10 / e > 1'))
          .map(([l, f, c]) => `${l}.${f}(e, ${c})`),
        fc
          .tuple(word, fc.constantFrom('contains', 'startsWith', 'endsWith'), word)
          .map(([t, f, p]) => `${t}.${f}(${p})`),
      )
      .map((condition) => `(${condition})`),
    int: fc.oneof(
      depth,
      fc.constantFrom(
        '0',
        '1',
        '-7',
        '3',
        '9223372036854775807',
        '0x1f',
        'i',
        'm.x',
        'm["y"]',
        'm.z',
        'l[0]',
        'l[9]',
        'size(s)',
      ),
      infix(whole, ['+', '-', '*', '/', '%'], whole),
      whole.map((part) => `(-${part})`),
      choice(whole),
      double.map((part) => `int(${part})`),
      fc.constantFrom("int('12')", "int('-3')", "int('x')"),
      list.map((part) => `${part}.size()`),
    ),
    double: fc.oneof(
      depth,
      fc.constantFrom('0.0', '1.5', '-2.25', '1e3', 'd'),
      infix(double, ['+', '-', '*', '/'], double),
      whole.map((part) => `double(${part})`),
      choice(double),
    ),
    text: fc.oneof(
      depth,
      fc.constantFrom("''", "'a'", "'äö😀'", 's', "r'\\n'", "'12'"),
      infix(word, ['+'], word),
      whole.map((part) => `string(${part})`),
      choice(word),
    ),
    list: fc.oneof(
      depth,
      fc.constantFrom('[]', '[1, 2, 3]', 'l'),
      infix(list, ['+'], list),
      fc.array(whole, { maxLength: 3 }).map((parts) => `[${parts.join(', ')}]`),
      list.map((part) => `${part}.map(e, e * 2)`),
      list.map((part) => `${part}.filter(e, e % 2 == 0)`),
      list.map((part) => `${part}.map(e, e > 1, e + i)`),
    ),
  }
}).any

const bindings = fc.record({
  i: fc.bigInt({ min: -5n, max: 5n }),
  d: fc.constantFrom(0, 0.5, -3, 1e10),
  s: fc.constantFrom('', 'a', 'aaa', '7', 'ß😀'),
  b: fc.boolean(),
  l: fc.array(fc.bigInt({ min: -2n, max: 4n }), { maxLength: 4 }),
  m: fc.record({ x: fc.bigInt({ min: -3n, max: 3n }), y: fc.constant(2n) }),
})

type Bindings = typeof bindings extends fc.Arbitrary<infer Value> ? Value : never

/** What the oracle makes of it as JSON, or that it is an error. */
function oracle(source: string, values: Bindings): unknown {
  try {
    const result = run(source, { ...values, m: new Map(Object.entries(values.m)) })
    return result instanceof Error ? 'error' : oracleJson(result)
  } catch {
    return 'error'
  }
}

function oracleJson(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}`
  if (typeof value === 'number') return String(value)
  const isList = typeof value === 'object' && value !== null && Symbol.iterator in value
  return isList ? [...(value as Iterable<unknown>)].map(oracleJson) : value
}

function ours(source: string, values: Bindings): unknown {
  const scope = { linked: new Map(), params: {}, standard: { variables, container: '' } }
  const expression = compiled(checkCel(source, { scope, expects: 'any', locate: locateIn('x') }))
  const map = new MapValue()
  for (const [key, value] of Object.entries(values.m)) map.add(key, value)
  const standard = { variables: { ...values, m: map } } as unknown as EvaluationScope
  const value = compileQuestion(expression.root, 'value', 'standard')(standard)
  return value === undefined ? 'error' : oracleJson(value)
}

describe('evaluation under standard semantics', () => {
  it('gives what @bufbuild/cel gives', () => {
    fc.assert(
      fc.property(expressions, bindings, (source, values) => {
        expect(ours(source, values)).toEqual(oracle(source, values))
      }),
      { numRuns: 1500 },
    )
  })
})

describe('evaluation over documents', () => {
  it('gives what standard semantics gives, where nothing is absent, numbers are small and nothing is divided by zero', () => {
    const scope = { linked: new Map(), params: {} }
    fc.assert(
      fc.property(expressions, bindings, (source, values) => {
        const wanted = oracle(source, values)
        fc.pre(wanted !== 'error' && !/9223372036854775807|m\.z/.test(source))
        const overDocuments = source.replace(/\b([idsblm])\b(?!')/g, 'event.$1')
        const expression = checkCel(overDocuments, {
          scope: { ...scope, event: eventSchema },
          expects: 'any',
          locate: locateIn('x'),
        })
        const event = JSON.parse(JSON.stringify(values, (_, part) => (typeof part === 'bigint' ? Number(part) : part)))
        const resource = { properties: {}, tags: {} }
        const value = compileQuestion(
          compiled(expression).root,
          'value',
          'document',
        )({ event, resource } as unknown as EvaluationScope)
        const divides = value === undefined && source.includes('/')
        if (!divides) expect(value === undefined ? 'error' : oracleJson(present(value))).toEqual(wanted)
      }),
      { numRuns: 1000 },
    )
  })
})
