import type { Document, JoinAspect } from './description.js'

/**
 * Tags by way of the Resource Groups Tagging API: one call for a hundred resources, where the service's own API needs
 * one for each. `arn` says which ARN a resource has there.
 */
export function tagsByArn(arn: string | ((document: Document) => string | undefined)): JoinAspect {
  return {
    kind: 'join',
    title: 'Tags',
    properties: ['Tags'],
    service: 'tagging',
    operation: 'GetResources',
    chunk: 100,
    input: (keys) => ({ ResourceARNList: keys }),
    items: 'ResourceTagMappingList[]',
    itemKey: 'ResourceARN',
    resourceKey: arn,
    value: 'Tags[]',
  }
}
