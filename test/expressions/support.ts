import { type ArrowFunctionExpression, parseSync } from 'oxc-parser'
import {
  type ConditionScope,
  checkArrow,
  checkCel,
  type Expectation,
  type Locate,
} from '../../src/compiler/expression/index.js'
import type { Outcome } from '../../src/core/diagnostics.js'
import type { Expression, ExpressionNode } from '../../src/core/expression.js'
import { functionTable } from '../../src/core/functions/index.js'
import type { Resource } from '../../src/core/resource.js'
import type { ResourceType } from '../../src/core/resource-type.js'
import type { SchemaDocument } from '../../src/core/schema.js'
import type { EvaluationScope } from '../../src/engine/expression/index.js'

/** Places in a text of one line. */
export function locateIn(file: string): Locate {
  return (start, end) => ({
    file,
    start: { line: 1, column: start + 1, offset: start },
    end: { line: 1, column: end + 1, offset: end },
  })
}

/** A made-up type with one property of every kind. */
export const serverSchema: SchemaDocument = {
  source: 'made up for tests',
  definitions: {
    Disk: {
      type: 'object',
      properties: {
        Size: { type: 'integer' },
        Name: { type: 'string' },
        Encrypted: { type: 'boolean' },
        Parent: { type: 'reference', name: 'Disk' },
      },
    },
  },
  root: {
    type: 'object',
    properties: {
      Name: { type: 'string' },
      State: { type: 'object', properties: { Name: { type: 'string', values: ['running', 'stopped'] } } },
      Size: { type: 'integer' },
      Ratio: { type: 'number' },
      Public: { type: 'boolean' },
      LaunchTime: { type: 'timestamp' },
      Disks: { type: 'list', items: { type: 'reference', name: 'Disk' } },
      Labels: { type: 'map', values: { type: 'string' } },
      Names: { type: 'list', items: { type: 'string' } },
      Policy: { type: 'any' },
    },
  },
}

export const serverType: ResourceType = {
  name: 'test.server',
  title: 'Server',
  cloud: 'aws',
  scope: 'regional',
  documentation: 'https://example.com',
  permissions: [],
  schema: async () => serverSchema,
  aspects: { policy: { title: 'Policy', properties: ['Policy'], permissions: [] } },
  links: { networks: { title: 'Networks', type: 'test.network', path: 'NetworkId' } },
  metrics: { cpu: { title: 'CPU', unit: 'percent', permissions: [] } },
  taggable: true,
  knownAs: {},
  idProperty: 'Name',
}

export const serverScope: ConditionScope = {
  resourceType: serverType,
  schema: serverSchema,
  linked: new Map([['networks', serverSchema]]),
  params: { days: 30, window: '7d', names: ['a', 'b'], strict: true },
}

export function checkText(text: string, expects: Expectation = 'condition'): Outcome<Expression | undefined> {
  return checkCel(text, { scope: serverScope, expects, locate: locateIn('policy.yaml') })
}

const helpers = new Map(Object.keys(functionTable).map((name) => [name, name]))

export function checkFunction(source: string, expects: Expectation = 'condition'): Outcome<Expression | undefined> {
  const [statement] = parseSync('policy.ts', source).program.body
  const node = statement?.type === 'ExpressionStatement' ? statement.expression : undefined
  return checkArrow(node as ArrowFunctionExpression, {
    scope: serverScope,
    expects,
    locate: locateIn('policy.ts'),
    constants: (name) => (name === 'limit' ? 10 : undefined),
    helpers,
    source,
  })
}

/** The checked expression; a diagnostic is a failed test. */
export function compiled(outcome: Outcome<Expression | undefined>): Expression {
  if (!outcome.value) throw new Error(outcome.diagnostics.map(({ message }) => message).join('; '))
  return outcome.value
}

/** A tree without its places, to compare meanings. */
export function withoutRanges(node: ExpressionNode): unknown {
  return JSON.parse(JSON.stringify(node, (key, value) => (key === 'range' ? undefined : value)))
}

export function serverScopeOf(resource: Partial<Resource>, rest: Partial<EvaluationScope> = {}): EvaluationScope {
  return {
    resource: {
      type: 'test.server',
      id: 'i-1',
      name: 'one',
      account: '111111111111',
      region: 'eu-west-1',
      tags: {},
      properties: {},
      ...resource,
    },
    environment: null,
    params: serverScope.params,
    now: new Date('2026-11-24T00:00:00Z'),
    linked: () => [],
    ...rest,
  }
}
