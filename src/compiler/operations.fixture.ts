import type { Operation } from '../core/operation.js'
import type { Resource } from '../core/resource.js'

type Description = Pick<Operation, 'verb' | 'effect' | 'precondition'> & Partial<Operation>

function operation(type: string, description: Description): Operation {
  return {
    name: `${type}.${description.verb}`,
    type,
    title: description.verb,
    documentation: 'https://example.com',
    params: {},
    risk: 'low',
    destructive: false,
    permissions: [],
    reads: [],
    dependsOn: [],
    inverse: () => undefined,
    reversible: description.inverse !== undefined,
    idempotency: 'natural',
    requests: () => [],
    settlesWithin: 60,
    ...description,
  }
}

const bucket = 'aws.s3.bucket'

function versioning(verb: string, status: string, inverse: string): Operation {
  const statusOf = ({ properties }: Resource) => (properties['Versioning'] as { Status?: string } | undefined)?.Status
  return operation(bucket, {
    verb,
    dependsOn: ['Versioning.Status'],
    precondition: (target) =>
      statusOf(target) === status ? { kind: 'already', reason: `it is ${status}` } : undefined,
    effect: (target) => ({
      target: { ...target, properties: { ...target.properties, Versioning: { Status: status } } },
    }),
    inverse: () => ({ operation: `${bucket}.${inverse}`, params: {} }),
  })
}

/** Operations of the types in the catalog of the compiler's tests. */
export const testOperations: readonly Operation[] = [
  versioning('enable-versioning', 'Enabled', 'suspend-versioning'),
  versioning('suspend-versioning', 'Suspended', 'enable-versioning'),
  operation(bucket, {
    verb: 'set-retention',
    risk: 'medium',
    params: { days: { type: 'integer', title: 'Days to keep', required: true, minimum: 1, maximum: 365 } },
    precondition: () => undefined,
    effect: (target, { days }) => ({ target: { ...target, properties: { ...target.properties, Size: days } } }),
    inverse: (before) => ({
      operation: `${bucket}.set-retention`,
      params: { days: Number(before.properties['Size'] ?? 1) },
    }),
  }),
  operation(bucket, {
    verb: 'delete',
    risk: 'high',
    destructive: true,
    precondition: () => undefined,
    effect: () => ({ target: undefined }),
  }),
  operation('aws.ec2.volume', {
    verb: 'tag',
    params: { tags: { type: 'map', title: 'Tags', required: true } },
    precondition: () => undefined,
    effect: (target, { tags }) => ({ target: { ...target, tags: { ...target.tags, ...(tags as object) } } }),
    inverse: () => ({ operation: 'aws.ec2.volume.tag', params: { tags: {} } }),
  }),
  operation('aws.ec2.volume', {
    verb: 'export',
    precondition: () => undefined,
    effect: (target, _, { newId }) => ({ target, created: [{ ...target, type: bucket, id: newId('bucket') }] }),
    inverse: () => ({ operation: `${bucket}.delete`, params: {}, created: 0 }),
    makes: { type: bucket, ids: () => undefined, bears: () => false },
  }),
]
