import type { Operation } from '../../core/operation.js'
import { instanceOperations } from './ec2/instance/operations.js'
import { securityGroupOperations } from './ec2/security-group/operations.js'
import { snapshotOperations } from './ec2/snapshot/operations.js'
import { volumeOperations } from './ec2/volume/operations.js'
import { bucketOperations } from './s3/bucket/operations.js'

/** What can be done in AWS. A test compares this list with the folders. */
export const awsOperations: readonly Operation[] = [
  ...bucketOperations,
  ...instanceOperations,
  ...securityGroupOperations,
  ...snapshotOperations,
  ...volumeOperations,
]
