import type { Refusal } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { refused } from '../../../operating/refusal.js'

/** Refuses a member of a cluster, of which the cluster decides. */
export function refuseMember({ properties }: Resource): Refusal | undefined {
  const cluster = properties['DBClusterIdentifier']
  return cluster === undefined ? undefined : refused(`it is a member of the cluster ${cluster}`)
}
