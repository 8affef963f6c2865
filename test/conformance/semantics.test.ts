import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCel } from '../../src/compiler/expression/index.js'
import { importCustodian } from '../../src/compiler/import/index.js'
import type { Resource } from '../../src/core/resource.js'
import { catalogOf, type ResourceType } from '../../src/core/resource-type.js'
import type { ObjectSchema, TypeSchema } from '../../src/core/schema.js'
import { divide } from './judge-case.js'
import { PolicyStops } from './reference/python.js'
import { matches, type ReferenceFilter } from './reference/value-filter.js'

const now = new Date('2024-01-01T00:00:00Z')

/** Values that a property of each kind can have; a resource may also lack it. */
const kinds: Readonly<Record<string, { readonly schema: TypeSchema; readonly values: readonly unknown[] }>> = {
  text: {
    schema: { type: 'string' },
    values: ['abc', 'ABC ', '', 'a', '5', '1.5', '2020-01-01T00:00:00Z', '2030-06-01', '1600000000', 'not a date'],
  },
  integer: { schema: { type: 'integer' }, values: [0, 1, 5, 12, -3, 1600000000, 1600000000000] },
  number: { schema: { type: 'number' }, values: [0.5, 1.5, 7.25] },
  boolean: { schema: { type: 'boolean' }, values: [true, false] },
  instant: { schema: { type: 'timestamp' }, values: ['2020-01-01T00:00:00Z', '2024-03-01T12:00:00Z'] },
  texts: { schema: { type: 'list', items: { type: 'string' } }, values: [[], ['abc'], ['a', 'a', 'b'], ['x']] },
  integers: { schema: { type: 'list', items: { type: 'integer' } }, values: [[], [1, 2], [5]] },
  objects: {
    schema: {
      type: 'list',
      items: { type: 'object', properties: { Key: { type: 'string' }, Port: { type: 'integer' } } },
    },
    values: [[], [{ Key: 'a', Port: 1 }], [{ Port: 5 }, { Key: 'abc' }]],
  },
  map: { schema: { type: 'map', values: { type: 'string' } }, values: [{}, { abc: 'x' }, { a: '1' }] },
  anything: {
    schema: { type: 'any' },
    values: ['abc', ' A', '', '5', 0, 1, 5, 2.5, [], ['abc', 'x'], [1], [{ a: 1 }], {}, { abc: 1 }, '2020-01-01'],
  },
}

const wanted = ['abc', 'a', 'a*', '?bc', 'A.C', '', 0, 1, 2, 5, 1.5, ['abc', 'x'], ['a'], [1, 2], []]
const sentinels = ['absent', 'present', 'not-null', 'empty']
const booleans = [true, false]
const operators = [
  ...['eq', 'equal', 'ne', 'not-equal', 'gt', 'greater-than', 'ge', 'gte', 'lt', 'less-than', 'le', 'lte', 'glob'],
  ...['regex', 'regex-case', 'in', 'ni', 'not-in', 'contains', 'difference', 'intersect', 'mod'],
]
const valueTypes = ['normalize', 'integer', 'float', 'size', 'unique_size', 'swap', 'expr']

/** `unique_size` of texts and objects is refused; of a list of objects it is 0, which only a schema tells. */
function valueTypesOf(key: string): readonly string[] {
  return valueTypes.filter((name) => name !== 'unique_size' || !['text', 'map', 'anything'].includes(key))
}

const dayCounts = [0, 1, 30, 2000]
const dates = ['2021-06-01T00:00:00Z', '2019-06-01']

const properties: ObjectSchema['properties'] = {
  ...Object.fromEntries(Object.entries(kinds).map(([name, { schema }]) => [name, schema])),
  Other: { type: 'string' },
}

const type: ResourceType = {
  name: 'aws.test.thing',
  title: 'Thing',
  cloud: 'aws',
  scope: 'regional',
  documentation: '',
  permissions: [],
  schema: async () => ({ source: 'test', root: { type: 'object', properties }, definitions: {} }),
  aspects: {},
  links: {},
  metrics: {},
  taggable: true,
  knownAs: { custodian: ['aws.thing'] },
  idProperty: 'text',
}
const catalog = catalogOf([type])

/** The verdict of the converted filter, or undefined when it is refused. */
async function verdictOf(filter: ReferenceFilter, document: Record<string, unknown>): Promise<string | undefined> {
  const { value: key, ...options } = { ...filter }
  const written = { type: 'value', ...options, value: key }
  const text = JSON.stringify({ policies: [{ name: 'one', resource: 'thing', filters: [written] }] })
  const imported = await importCustodian(text, { catalog, file: 'filter.json' })
  const condition = imported.value.files[0]?.condition
  if (condition === undefined) return undefined
  const position = { line: 1, column: 1, offset: 0 }
  const { value: expression, diagnostics } = checkCel(condition, {
    scope: { resourceType: type, schema: await type.schema(), linked: new Map(), params: {} },
    expects: 'condition',
    locate: () => ({ file: 'condition', start: position, end: position }),
  })
  if (!expression) return `\`${condition}\` does not compile: ${diagnostics.map(({ message }) => message).join('; ')}`
  const { matching, unknown, reason } = divide([resourceOf(document)], expression, now)
  if (unknown.length > 0) return `\`${condition}\` is unknown: ${reason}`
  return matching.length > 0 ? 'matches' : 'does not match'
}

function resourceOf(document: Record<string, unknown>): Resource {
  return { type: type.name, id: 'one', name: 'one', account: '1', region: 'r', tags: {}, properties: document }
}

/** The verdict of Custodian's own code; undefined where it stops with an error. */
function referenceVerdict(filter: ReferenceFilter, document: Record<string, unknown>): string | undefined {
  const dated = document['instant']
  const seen = typeof dated === 'string' ? { ...document, instant: new Date(dated) } : document
  try {
    return matches(filter, seen, now) ? 'matches' : 'does not match'
  } catch (error) {
    if (error instanceof PolicyStops) return undefined
    throw error
  }
}

interface Comparison {
  readonly filter: ReferenceFilter
  readonly document: Record<string, unknown>
  readonly verdict: string
  readonly reference: string
}

/** Both verdicts, or undefined where the filter is refused or Custodian stops. */
async function compare(filter: ReferenceFilter, document: Record<string, unknown>): Promise<Comparison | undefined> {
  if (dependsOnSets(filter, document)) return undefined
  const verdict = await verdictOf(filter, document)
  const reference = referenceVerdict(filter, document)
  return verdict === undefined || reference === undefined ? undefined : { filter, document, verdict, reference }
}

/**
 * Python makes sets of the letters of a text, and none of lists of objects. Where a property may be anything, conditions
 * do not repeat that.
 */
function dependsOnSets({ key, op }: ReferenceFilter, document: Record<string, unknown>): boolean {
  if (op !== 'intersect' && op !== 'difference') return false
  const found = document[key]
  return typeof found === 'string' || (Array.isArray(found) && found.some((element) => typeof element === 'object'))
}

/** Compares filters on every value of their property, expects no difference, and tells how many were compared. */
async function expectSameVerdicts(filters: readonly ReferenceFilter[]): Promise<number> {
  const comparisons: Comparison[] = []
  for (const filter of filters) {
    const { values } = kinds[filter.key] ?? { values: [] }
    for (const document of [{ Other: 'abc' }, ...values.map((value) => ({ [filter.key]: value, Other: 'abc' }))]) {
      const comparison = await compare(filter, document)
      if (comparison) comparisons.push(comparison)
    }
  }
  expect(comparisons.filter(({ verdict, reference }) => verdict !== reference)).toEqual([])
  return comparisons.length
}

describe.each(Object.keys(kinds))('a converted filter on %s gives the verdict of Custodian', (key) => {
  const values = key === 'anything' ? wanted : [...wanted, ...booleans]

  it('with every operator', async () => {
    const filters = [undefined, ...operators].flatMap((op) =>
      values.map((value) => ({ key, value, ...(op ? { op } : {}) })),
    )
    expect(await expectSameVerdicts(filters)).toBeGreaterThan(300)
  })

  it('with absent, present, not-null and empty', async () => {
    const filters = [{}, { op: 'eq' }, { op: 'in' }, { op: 'ne' }].flatMap((op) =>
      sentinels.map((value) => ({ key, value, ...op })),
    )
    expect(await expectSameVerdicts(filters)).toBeGreaterThan(25)
  })

  it.each(valueTypesOf(key))('with value type %s', async (value_type) => {
    const some = ['eq', 'ne', 'gt', 'le', 'in', 'ni', 'not-in', 'contains', 'intersect', 'glob']
    const chosen = value_type === 'expr' ? ['Other'] : ['abc', 'a', 0, 1, 5, ['abc', 'x'], [1, 2]]
    const filters = some.flatMap((op) => chosen.map((value) => ({ key, value, op, value_type })))
    expect(await expectSameVerdicts(filters)).toBeGreaterThan(0)
  })

  it('with ages and dates', async () => {
    const order = ['gt', 'ge', 'lt', 'le', 'eq', 'ne']
    const spans = ['age', 'expiration'].flatMap((value_type) => dayCounts.map((value) => ({ value_type, value })))
    const instants = dates.map((value) => ({ value_type: 'date', value }))
    const filters = [...spans, ...instants].flatMap((what) => order.map((op) => ({ key, op, ...what })))
    expect(await expectSameVerdicts(filters)).toBeGreaterThan(100)
  })
})

describe('value types that are beyond the port', () => {
  const cidr = (value: unknown, op = 'in') => ({ key: 'text', value, op, value_type: 'cidr' })
  const version = (op: string) => ({ key: 'text', value: '8.0.28', op, value_type: 'version' })
  it.each<[ReferenceFilter, string | undefined, boolean]>([
    [cidr('10.0.0.0/8'), '10.1.0.0/16', true],
    [cidr('10.0.0.0/8'), '10.1.2.3', true],
    [cidr('10.0.0.0/8'), '192.168.0.0/16', false],
    [cidr('10.1.2.3'), '10.0.0.0/8', true],
    [cidr(['172.16.0.0/12', '10.0.0.0/8']), '10.1.0.0/16', true],
    [cidr('10.0.0.0/8'), undefined, false],
    [cidr('10.0.0.0/8', 'ni'), '192.168.0.0/16', true],
    [{ key: 'text', value: 16, op: 'lt', value_type: 'cidr_size' }, '10.0.0.0/8', true],
    [{ key: 'text', value: 16, op: 'lt', value_type: 'cidr_size' }, undefined, true],
    [version('lt'), '8.0.3', true],
    [version('lt'), '8.0.100', false],
    [version('lt'), '5.7.mysql_aurora.2.03.2', true],
    [version('gte'), '8.0.28', true],
    [version('lt'), undefined, false],
  ])('%j of %s', async (filter, text, matching) => {
    const verdict = await verdictOf(filter, text === undefined ? {} : { text })
    expect(verdict).toBe(matching ? 'matches' : 'does not match')
  })

  it('compares what a pattern captures', async () => {
    const filter = { key: 'text', value_regex: '.*after=([0-9-]+)', value_type: 'expiration', op: 'lte', value: 0 }
    expect(await verdictOf(filter, { text: 'x after=2023-12-01' })).toBe('matches')
    expect(await verdictOf(filter, { text: 'x after=2024-12-01' })).toBe('does not match')
    expect(await verdictOf(filter, { text: 'x' })).toBe('does not match')
    expect(await verdictOf(filter, {})).toBe('does not match')
  })
})

describe('JMESPath keys', () => {
  const keys = [
    'objects[].Key',
    'objects[*].Port',
    'objects[0].Key',
    'objects[-1].Port',
    'objects[?Port==`5`].Key',
    'objects[?Key].Port | [0]',
    'map.abc',
    'texts[0]',
    'length(texts)',
    "contains(texts, 'abc')",
    'anything.abc',
    'not_null(text, Other)',
    'text || Other',
  ]
  const document = fc.record(
    {
      text: fc.constantFrom(...(kinds['text']?.values ?? [])),
      texts: fc.constantFrom(...(kinds['texts']?.values ?? [])),
      objects: fc.constantFrom(...(kinds['objects']?.values ?? [])),
      map: fc.constantFrom(...(kinds['map']?.values ?? [])),
      anything: fc.constantFrom({}, { abc: 1 }, { abc: 'abc' }),
      Other: fc.constantFrom('abc', 'x'),
    },
    { requiredKeys: ['Other'] },
  )
  const filter = fc.record({
    key: fc.constantFrom(...keys),
    value: fc.constantFrom<unknown>('abc', 'x', 1, 5, ['abc'], true, 'present', 'absent', 'not-null', 'empty'),
    op: fc.constantFrom('eq', 'ne', 'gt', 'in', 'ni', 'contains', 'intersect', 'difference'),
  })

  /** Python counts True as 1, so that it equals and orders with numbers; conditions do not (docs/custodian.md). */
  const numericKeys = ['anything.abc', 'objects[*].Port', 'objects[-1].Port', 'length(texts)']

  it('give the verdicts of jmespath.py', async () => {
    await fc.assert(
      fc.asyncProperty(filter, document, async (one, resource) => {
        fc.pre(typeof one.value !== 'boolean' || !numericKeys.includes(one.key))
        const comparison = await compare(one, resource as Record<string, unknown>)
        if (comparison) expect(comparison.verdict).toBe(comparison.reference)
      }),
      { numRuns: 500 },
    )
  })
})
