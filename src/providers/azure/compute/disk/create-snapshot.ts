import type { EffectContext, Operation, OperationParameters } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { defineOperation } from '../../../operating/define-operation.js'
import { textAt, valueAt } from '../../../operating/document.js'
import type { Document } from '../../../reading/rest-answer.js'
import { comparableId } from '../../arm-id.js'
import type { AzureResourceType } from '../../description.js'
import { armIdOf, armRequest } from '../../requests/arm-request.js'

/** The operation that takes a snapshot of a disk, beside it in its resource group. The disk is left as it is. */
export function createSnapshot(disk: AzureResourceType, snapshot: AzureResourceType): Operation {
  return defineOperation(disk.name, {
    verb: 'create-snapshot',
    title: 'Take an incremental snapshot',
    documentation: 'https://learn.microsoft.com/rest/api/compute/snapshots/create-or-update',
    risk: 'low',
    params: {
      name: {
        type: 'string',
        pattern: '[A-Za-z0-9_.-]{1,80}',
        title: 'Name; made from that of the disk when left out',
      },
    },
    permissions: ['Microsoft.Compute/snapshots/write', 'Microsoft.Compute/disks/beginGetAccess/action'],
    dependsOn: ['location'],
    idempotency: 'token',
    precondition: () => undefined,
    effect: (target, params, context) => ({ target, created: [snapshotOf(target, params, { snapshot, context })] }),
    makes: {
      type: snapshot.name,
      ids: (_, { target, params, token }) => [comparableId(snapshotId(target, nameOf(target, params, token)))],
      bears: (candidate, { target, params, token }) =>
        typeof params['name'] !== 'string' && candidate.name === nameOf(target, params, token),
    },
    requests: (target, params, token) => [
      armRequest('PUT', {
        path: snapshotId(target, nameOf(target, params, token)),
        apiVersion: snapshot.description.apiVersion,
        body: bodyOf(target),
      }),
    ],
    settlesWithin: 600,
  })
}

/** A name that is the same whenever a step is repeated, so that repeating makes no second snapshot. */
function nameOf(target: Pick<Resource, 'name'>, { name }: OperationParameters, token: string): string {
  return typeof name === 'string' ? name : `${target.name.slice(0, 60)}-${token.slice(0, 12)}`
}

function snapshotId(target: Resource, name: string): string {
  const group = armIdOf(target).split('/').slice(0, 5).join('/')
  return `${group}/providers/Microsoft.Compute/snapshots/${name}`
}

function bodyOf(target: Resource): Document {
  return {
    location: textAt(target.properties, 'location') ?? target.region,
    ...(Object.keys(target.tags).length > 0 && { tags: target.tags }),
    sku: { name: 'Standard_LRS' },
    properties: { incremental: true, creationData: { createOption: 'Copy', sourceResourceId: armIdOf(target) } },
  }
}

function snapshotOf(
  target: Resource,
  params: OperationParameters,
  { snapshot, context }: { readonly snapshot: AzureResourceType; readonly context: EffectContext },
): Resource {
  const name = nameOf(target, params, context.token)
  const id = snapshotId(target, name)
  const body = bodyOf(target)
  return {
    ...target,
    type: snapshot.name,
    id: comparableId(id),
    name,
    properties: {
      ...body,
      id,
      name,
      type: snapshot.description.armType,
      sku: { name: 'Standard_LRS', tier: 'Standard' },
      properties: {
        ...(body['properties'] as Document),
        diskSizeGB: valueAt(target.properties, 'properties.diskSizeGB'),
        timeCreated: context.now.toISOString(),
        provisioningState: 'Succeeded',
      },
    },
    links: { disk: [target.id] },
  }
}
