import { type Catalog, catalogOf, type ResourceType } from '../core/resource-type.js'
import type { SchemaDocument } from '../core/schema.js'
import { testOperations } from './operations.fixture.js'

const schema: SchemaDocument = {
  source: 'made up for tests',
  root: {
    type: 'object',
    properties: {
      Name: { type: 'string' },
      Size: { type: 'integer' },
      Encrypted: { type: 'boolean' },
      PolicyStatus: { type: 'object', properties: { IsPublic: { type: 'boolean' } } },
      Versioning: { type: 'object', properties: { Status: { type: 'string', values: ['Enabled', 'Suspended'] } } },
    },
  },
  definitions: {},
}

function resourceType(name: string, parts: Partial<ResourceType> = {}): ResourceType {
  return {
    name,
    title: name,
    cloud: 'aws',
    scope: 'regional',
    documentation: 'https://example.com',
    permissions: [],
    schema: async () => schema,
    aspects: {},
    links: {},
    metrics: {},
    taggable: true,
    knownAs: {},
    idProperty: 'Name',
    ...parts,
  }
}

const types = catalogOf([
  resourceType('aws.s3.bucket', {
    aspects: { versioning: { title: 'Versioning', properties: ['Versioning'], permissions: [] } },
    metrics: { requests: { title: 'Requests', unit: 'count', permissions: [] } },
    billing: {
      documentation: ['https://example.com/pricing'],
      meters: {
        storage: {
          title: 'Storage',
          unit: 'GiB',
          per: 'month',
          parts: [{ name: 'class', values: ['standard', 'archive'] }],
        },
        copies: { title: 'Copies', unit: 'GiB', per: 'month', parts: [{ name: 'region', pattern: '[a-z]+-[0-9]' }] },
      },
      properties: ['Size', 'Versioning'],
      charges: ({ Size }) => ({ charges: [{ meter: 'storage', parts: ['standard'], quantity: String(Size) }] }),
    },
  }),
  resourceType('aws.ec2.volume', {
    links: { copies: { title: 'Copies', type: 'aws.s3.bucket', path: 'Name' } },
  }),
])

/** Two resource types and their operations for the compiler's tests, which do not depend on what providers offer. */
export const testCatalog: Catalog = {
  ...types,
  operations: async () => new Map(testOperations.map((operation) => [operation.name, operation])),
}
