import type { CloudRequest, Effect, Making, Operation, OperationParameters } from '../../../core/operation.js'
import type { Resource } from '../../../core/resource.js'
import { aspectOfProperty } from '../../../core/resource-type.js'
import { defineOperation, type OperationDescription } from '../../operating/define-operation.js'
import { asDocument } from '../../reading/rest-answer.js'
import type { AwsResourceType, Document } from '../description.js'
import { derivedFrom } from '../read/resource-of.js'
import { type AwsServiceName, operationName, operationPage } from '../services.js'

/** A call of an operation: its name in the API, and its input. */
export type AwsCall = readonly [operation: string, input: Document]

/** What an operation on an AWS type says of itself; documentation, permissions and aspects follow from it. */
export interface AwsOperationDescription
  extends Omit<OperationDescription, 'documentation' | 'permissions' | 'reads' | 'requests'> {
  /** The API operations that it calls, the one that it is about first. */
  readonly calls: readonly [string, ...string[]]
  /** Permissions, where they are not named as the calls are. */
  readonly permissions?: readonly string[]
  /** What is sent, in order. */
  readonly send: (target: Resource, params: OperationParameters, token: string) => readonly AwsCall[]
}

/** An operation on an AWS type. */
export function defineAwsOperation(type: AwsResourceType, description: AwsOperationDescription): Operation {
  const { calls, permissions, send, ...rest } = description
  const { service } = type.description
  return defineOperation(type.name, {
    ...rest,
    documentation: operationPage(service, calls[0]),
    permissions: permissions ?? calls.map((call) => operationName(service, call)),
    reads: aspectsOf(type, description.dependsOn),
    requests: (target, params, token) => send(target, params, token).map((call) => awsRequest(service, call)),
  })
}

/** A call as the data that is sent. */
export function awsRequest(service: AwsServiceName, [action, input]: AwsCall): CloudRequest {
  return { service, action, input }
}

/** The id of what the first call made, which its answer calls by a name. */
export function answeredId(name: string): Making['ids'] {
  return ([answer]) => {
    const id = asDocument(answer)?.[name]
    return typeof id === 'string' ? [id] : undefined
  }
}

/** The aspects that fill the properties that paths start with. */
export function aspectsOf(type: AwsResourceType, paths: readonly string[]): readonly string[] {
  const aspects = paths.map((path) => aspectOfProperty(type, path.split('.')[0] ?? ''))
  return [...new Set(aspects.filter((aspect) => aspect !== undefined))]
}

/** The effect of an operation after which the target's document is another; its tags, name and links follow. */
export function becomes(type: AwsResourceType, target: Resource, properties: Document): Effect {
  return { target: { ...target, ...derivedFrom(properties, type, target.account) } }
}
