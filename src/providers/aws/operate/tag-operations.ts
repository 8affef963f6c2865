import type { Operation } from '../../../core/operation.js'
import type { Resource } from '../../../core/resource.js'
import { textAt, withValue } from '../../operating/document.js'
import { type TagChange, type Tags, tagOperations } from '../../operating/tag-operations.js'
import type { AwsResourceType, Document } from '../description.js'
import { derivedFrom } from '../read/resource-of.js'
import { type AwsServiceName, operationName, operationPage } from '../services.js'
import { type AwsCall, aspectsOf, awsRequest } from './aws-operation.js'

/** How one service is told of tags. */
interface Tagging {
  readonly calls: readonly [string, ...string[]]
  readonly permissions?: readonly string[]
  readonly send: (target: Resource, change: TagChange) => readonly AwsCall[]
  /** True where a read gives no list at all when there are no tags. */
  readonly noneIsAbsent?: boolean
}

/** The tag by which what a step made is known again: its value is the step's token. */
export const stepTag = 'escher:step'

/** Tags that AWS sets itself cannot be given to anything else. */
export function ownTags(tags: Resource['tags']): Resource['tags'] {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('aws:')))
}

/** Most tags that a resource may have, in every service. */
const most = 50

const services: Partial<Record<AwsServiceName, (type: AwsResourceType) => Tagging>> = {
  ec2: () =>
    apart(['CreateTags', 'DeleteTags'], {
      set: ({ id }, tags) => ({ Resources: [id], Tags: listOf(tags) }),
      remove: ({ id }, keys) => ({ Resources: [id], Tags: keys.map((Key) => ({ Key })) }),
    }),
  iam: ({ description }) => {
    const principal = description.id.replace('Name', '')
    return apart([`Tag${principal}`, `Untag${principal}`], {
      set: ({ id }, tags) => ({ [description.id]: id, Tags: listOf(tags) }),
      remove: ({ id }, TagKeys) => ({ [description.id]: id, TagKeys }),
    })
  },
  rds: ({ description }) => {
    const arn = description.id.replace('Identifier', 'Arn')
    return apart(['AddTagsToResource', 'RemoveTagsFromResource'], {
      set: (target, tags) => ({ ResourceName: arnOf(target, arn), Tags: listOf(tags) }),
      remove: (target, TagKeys) => ({ ResourceName: arnOf(target, arn), TagKeys }),
    })
  },
  lambda: () =>
    apart(['TagResource', 'UntagResource'], {
      set: (target, Tags) => ({ Resource: arnOf(target, 'FunctionArn'), Tags }),
      remove: (target, TagKeys) => ({ Resource: arnOf(target, 'FunctionArn'), TagKeys }),
    }),
  kms: () =>
    apart(['TagResource', 'UntagResource'], {
      set: ({ id }, tags) => ({
        KeyId: id,
        Tags: listOf(tags).map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value })),
      }),
      remove: ({ id }, TagKeys) => ({ KeyId: id, TagKeys }),
    }),
  cloudtrail: () =>
    apart(['AddTags', 'RemoveTags'], {
      set: ({ id }, tags) => ({ ResourceId: id, TagsList: listOf(tags) }),
      remove: ({ id }, keys) => ({ ResourceId: id, TagsList: keys.map((Key) => ({ Key })) }),
    }),
  logs: () =>
    apart(['TagResource', 'UntagResource'], {
      set: (target, tags) => ({ resourceArn: groupArnOf(target), tags }),
      remove: (target, tagKeys) => ({ resourceArn: groupArnOf(target), tagKeys }),
    }),
  s3: () => ({
    calls: ['PutBucketTagging', 'DeleteBucketTagging'],
    permissions: ['s3:PutBucketTagging'],
    send: ({ id }, { after }) => [
      Object.keys(after).length > 0
        ? ['PutBucketTagging', { Bucket: id, Tagging: { TagSet: listOf(after) } }]
        : ['DeleteBucketTagging', { Bucket: id }],
    ],
    noneIsAbsent: true,
  }),
}

/** A service with one call that sets tags and one that removes them. */
function apart(
  [setting, removing]: readonly [string, string],
  inputs: {
    readonly set: (target: Resource, tags: Tags) => Document
    readonly remove: (target: Resource, keys: readonly string[]) => Document
  },
): Tagging {
  return {
    calls: [setting, removing],
    send: (target, { set, removed }) => [
      ...(Object.keys(set).length > 0 ? [[setting, inputs.set(target, set)] as const] : []),
      ...(removed.length > 0 ? [[removing, inputs.remove(target, removed)] as const] : []),
    ],
  }
}

/** The operations `tag` and `untag` of a type, as its service knows them. */
export function awsTagOperations(type: AwsResourceType): readonly Operation[] {
  const { service, tags: property } = type.description
  const tagging = services[service]?.(type)
  if (tagging === undefined || property === undefined) throw new Error(`${type.name} cannot be tagged`)
  const { calls, permissions = calls.map((call) => operationName(service, call)), noneIsAbsent } = tagging
  const heldAs = (tags: Tags) => (noneIsAbsent && Object.keys(tags).length === 0 ? undefined : listOf(tags))
  return tagOperations(type.name, {
    property: 'tags',
    held: {
      path: property,
      aspects: aspectsOf(type, [property]),
      replace: (target, tags) => ({
        ...target,
        ...derivedFrom(withValue(target.properties, property, heldAs(tags)), type, target.account),
      }),
    },
    documentation: operationPage(service, calls[0]),
    permissions,
    refusal,
    requests: (target, change) => tagging.send(target, change).map((call) => awsRequest(service, call)),
    idempotency: 'natural',
    settlesWithin: 60,
  })
}

function refusal({ set, removed, after }: TagChange): string | undefined {
  const reserved = [...Object.keys(set), ...removed].find((key) => key.toLowerCase().startsWith('aws:'))
  if (reserved !== undefined) return `${reserved} is a tag that only AWS sets`
  return Object.keys(after).length > most ? `a resource has at most ${most} tags` : undefined
}

/** Tags by key, so that the same tags always make the same request. */
export function listOf(tags: Tags): readonly { readonly Key: string; readonly Value: string }[] {
  return Object.keys(tags)
    .sort()
    .map((Key) => ({ Key, Value: tags[Key] ?? '' }))
}

function arnOf({ properties }: Resource, property: string): string {
  return textAt(properties, property) ?? ''
}

/** CloudWatch Logs knows a group by its ARN without the `:*` that stands for its streams. */
function groupArnOf(target: Resource): string {
  return (arnOf(target, 'logGroupArn') || arnOf(target, 'arn')).replace(/:\*$/, '')
}
