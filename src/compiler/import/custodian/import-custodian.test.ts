import { describe, expect, it } from 'vitest'
import { catalogOf, type ResourceType } from '../../../core/resource-type.js'
import type { ObjectSchema } from '../../../core/schema.js'
import { importCustodian } from './import-custodian.js'

const properties: ObjectSchema['properties'] = {
  Name: { type: 'string' },
  State: { type: 'object', properties: { Name: { type: 'string' }, Code: { type: 'integer' } } },
  Size: { type: 'integer' },
  Share: { type: 'number' },
  Encrypted: { type: 'boolean' },
  Created: { type: 'timestamp' },
  Zones: { type: 'list', items: { type: 'string' } },
  Rules: {
    type: 'list',
    items: {
      type: 'object',
      properties: {
        Port: { type: 'integer' },
        Ranges: { type: 'list', items: { type: 'object', properties: { Cidr: { type: 'string' } } } },
      },
    },
  },
  Anything: { type: 'any' },
}

const thing: ResourceType = {
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
  idProperty: 'Name',
}

const options = { catalog: catalogOf([thing]), file: 'custodian.yml' }

async function convert(...filters: readonly unknown[]) {
  return importCustodian(JSON.stringify({ policies: [{ name: 'one', resource: 'thing', filters }] }), options)
}

async function conditionOf(...filters: readonly unknown[]): Promise<string | undefined> {
  return (await convert(...filters)).value.files[0]?.condition
}

function value(key: string, op: string, wanted: unknown, value_type?: string) {
  return { type: 'value', key, op, value: wanted, ...(value_type ? { value_type } : {}) }
}

describe('conditions of value filters', () => {
  it.each([
    ['equality', { 'State.Name': 'running' }, "resource.State.Name == 'running'"],
    ['a tag', { 'tag:Owner': 'absent' }, 'tags.Owner == null'],
    ['a tag whose key is no name', { 'tag:cost-center': 'present' }, "tags['cost-center'] != null"],
    ['not-null', { Zones: 'not-null' }, 'isTruthy(resource.Zones)'],
    ['empty', { Name: 'empty' }, 'isEmpty(resource.Name)'],
    ['a number', value('Size', 'gte', 8), 'resource.Size != null && resource.Size >= 8'],
    ['a fraction', value('Share', 'lt', 1), 'resource.Share != null && resource.Share < 1.0'],
    ['a number for a boolean', { Encrypted: 0 }, 'resource.Encrypted == false'],
    ['a list of values', value('Name', 'in', ['a', 'b', 3]), "resource.Name in ['a', 'b']"],
    ['not in a list', value('Name', 'not-in', ['a', 'b']), "!(resource.Name in ['a', 'b'])"],
    ['a part of a text', value('Name', 'in', 'abc'), "resource.Name != null && 'abc'.contains(resource.Name)"],
    ['an element', value('Zones', 'contains', 'a'), "'a' in resource.Zones"],
    ['a missing element', value('Zones', 'ni', 'a', 'swap'), "resource.Zones != null && !('a' in resource.Zones)"],
    ['glob', value('Name', 'glob', 'prod-*'), "glob(resource.Name, 'prod-*')"],
    ['regex', value('Name', 'regex', 'prod|dev'), "matchesIgnoreCase(resource.Name, '^(?:prod|dev)')"],
    [
      'a look-ahead',
      value('Name', 'regex', '(?!prod).*x'),
      "!matchesIgnoreCase(resource.Name, '^prod') && matchesIgnoreCase(resource.Name, '^.*x')",
    ],
    ['size', value('Zones', 'gt', 2, 'size'), 'size(resource.Zones) > 2'],
    ['age', value('Created', 'gt', 30, 'age'), 'resource.Created != null && ageDays(resource.Created) > 30.0'],
    [
      'expiration',
      value('Created', 'lt', 7, 'expiration'),
      'resource.Created != null && daysUntil(resource.Created) < 7.0',
    ],
    ['normalize', value('Name', 'eq', 'a', 'normalize'), "resource.Name != null && normalize(resource.Name) == 'a'"],
    [
      'a projection',
      value('Rules[].Ranges[].Cidr', 'contains', '0.0.0.0/0'),
      "resource.Rules.exists(rule, rule.Ranges.exists(range, range.Cidr == '0.0.0.0/0'))",
    ],
    ['an index', { 'Rules[0].Port': 22 }, 'first(resource.Rules).Port == 22'],
    [
      'a filter and a pipe',
      { 'Rules[?Port==`22`] | length(@)': 1 },
      'resource.Rules != null && size(resource.Rules.filter(rule, rule.Port == 22)) == 1',
    ],
    [
      'a type that is only known later',
      value('Anything', 'gt', 5),
      "typeName(resource.Anything) == 'number' && resource.Anything > 5",
    ],
  ])('%s', async (_, filter, expected) => {
    expect(await conditionOf(filter)).toBe(expected)
  })

  it('joins filters, a line each, and keeps alternatives together', async () => {
    const either = { or: [{ Name: 'a' }, { not: [{ Size: 1 }, { Encrypted: true }] }] }
    expect(await conditionOf(either, { Size: 2 })).toBe(
      "(resource.Name == 'a' || !(resource.Size == 1 && resource.Encrypted == true)) &&\nresource.Size == 2",
    )
  })

  it('finds items of a list that meet several filters, and counts them', async () => {
    const attrs = [{ Port: 22 }, value('Ranges[].Cidr', 'contains', '::/0')]
    const item = "rule.Port == 22 && rule.Ranges.exists(range, range.Cidr == '::/0')"
    expect(await conditionOf({ type: 'list-item', key: 'Rules', attrs })).toBe(`resource.Rules.exists(rule, ${item})`)
    expect(await conditionOf({ type: 'list-item', key: 'Rules', attrs, count: 2, count_op: 'gt' })).toBe(
      `size(resource.Rules.filter(rule, ${item})) > 2`,
    )
  })

  it('warns of comparisons that never hold', async () => {
    const { value: imported, diagnostics } = await convert({ Size: 'large' })
    expect(imported.files[0]?.condition).toBe('false')
    expect(diagnostics.map(({ code }) => code)).toEqual(['custodian-constant'])
  })
})

describe('what is refused', () => {
  it.each([
    ['a misspelt property', { 'State.Nmae': 'running' }, 'custodian-property'],
    ['a filter of one resource type', { type: 'cross-account' }, 'custodian-filter'],
    ['a choice among resources', { type: 'reduce', limit: 1 }, 'custodian-filter'],
    [
      'a count of resources',
      { type: 'value', value_type: 'resource_count', op: 'lt', value: 1 },
      'custodian-filter-option',
    ],
    [
      'values from elsewhere',
      { type: 'value', key: 'Name', op: 'in', value_from: { url: 's3://x' } },
      'custodian-filter-option',
    ],
    ['an unknown operator', value('Name', 'like', 'a'), 'custodian-filter-option'],
    ['a text as an age', value('Created', 'gt', 'month', 'age'), 'custodian-value'],
    ['a back-reference', value('Name', 'regex', '(a)\\1'), 'custodian-pattern'],
    ['broken JMESPath', { 'Rules[': 1 }, 'custodian-key'],
    ['a multi-select', { '[Name, Size]': 1 }, 'custodian-key'],
    ['a variable of Custodian', { Name: 'x-{account_id}' }, 'custodian-value'],
  ])('%s', async (_, filter, code) => {
    const { value: imported, diagnostics } = await convert(filter)
    expect(imported.files).toEqual([])
    expect(imported.unsupported[0]?.reasons.map((reason) => reason.code)).toEqual([code])
    expect(diagnostics[0]?.range).toBeDefined()
  })

  it('names every filter of a policy that cannot be converted, not only the first', async () => {
    const { value: imported } = await convert({ or: [{ type: 'reduce' }, { Nmae: 1 }] }, 'offhour')
    expect(imported.unsupported[0]?.reasons.map(({ code }) => code)).toEqual([
      'custodian-filter',
      'custodian-property',
      'custodian-filter',
    ])
  })

  it('refuses policies of unknown types and with a query, since those would find other resources', async () => {
    const text = 'policies:\n- { name: a, resource: aws.other }\n- { name: b, resource: thing, query: [{ x: 1 }] }\n'
    const { value: imported } = await importCustodian(text, options)
    expect(imported.unsupported.map(({ name, reasons }) => [name, reasons[0]?.code])).toEqual([
      ['a', 'custodian-resource'],
      ['b', 'custodian-query'],
    ])
  })
})

describe('policy files', () => {
  const text = [
    'vars:',
    '  unowned: &unowned',
    '    - "tag:Owner": absent',
    'policies:',
    '  - name: unowned-things',
    '    resource: aws.thing',
    '    description: Things without an owner. They are stopped.',
    '    filters: *unowned',
    '    actions: [stop]',
    '  - name: Unowned things',
    '    resource: aws.thing',
    '    filters: [{ Encrypted: off }]',
  ].join('\n')

  it('says what was left out, and refuses a second policy of the same id', async () => {
    const { value: imported, diagnostics } = await importCustodian(text, options)
    expect(imported.files.map(({ path }) => path)).toEqual(['policies/aws/test/unowned-things.yaml'])
    expect(imported.files[0]?.text).toMatchInlineSnapshot(`
      "# Converted from the Cloud Custodian policy unowned-things of custodian.yml.
      # \`actions\` is left out: write a playbook and name it under \`remediation\`
      title: "Things without an owner"
      description: "Things without an owner. They are stopped."
      resource: aws.test.thing
      severity: medium
      pillar: operations
      rationale: "Taken over from Cloud Custodian, where the policy \`unowned-things\` looked for these resources."
      violates: |
        tags.Owner == null
      "
    `)
    expect(diagnostics.map(({ code }) => code)).toEqual(['custodian-ignored', 'custodian-duplicate'])
  })

  it('reads `on` and `off` as YAML 1.1 does', async () => {
    const { value: imported } = await importCustodian(text.replace('Unowned things', 'other'), options)
    expect(imported.files[1]?.condition).toBe('resource.Encrypted == false')
  })

  it('says so when there are no policies', async () => {
    const { diagnostics } = await importCustodian('rules: []\n', options)
    expect(diagnostics.map(({ code }) => code)).toEqual(['custodian-file'])
  })
})
