import type { Operation } from '../../core/operation.js'
import { accountOperations } from './account/account/operations.js'
import { trailOperations } from './cloudtrail/trail/operations.js'
import { accountSettingsOperations } from './ec2/account-settings/operations.js'
import { instanceOperations } from './ec2/instance/operations.js'
import { securityGroupOperations } from './ec2/security-group/operations.js'
import { snapshotOperations } from './ec2/snapshot/operations.js'
import { volumeOperations } from './ec2/volume/operations.js'
import { vpcOperations } from './ec2/vpc/operations.js'
import { roleOperations } from './iam/role/operations.js'
import { userOperations } from './iam/user/operations.js'
import { keyOperations } from './kms/key/operations.js'
import { lambdaFunctionOperations } from './lambda/function/operations.js'
import { logGroupOperations } from './logs/log-group/operations.js'
import { databaseInstanceOperations } from './rds/instance/operations.js'
import { databaseSnapshotOperations } from './rds/snapshot/operations.js'
import { bucketOperations } from './s3/bucket/operations.js'

/** What can be done in AWS. A test compares this list with the folders. */
export const awsOperations: readonly Operation[] = [
  ...accountOperations,
  ...accountSettingsOperations,
  ...bucketOperations,
  ...databaseInstanceOperations,
  ...databaseSnapshotOperations,
  ...instanceOperations,
  ...keyOperations,
  ...lambdaFunctionOperations,
  ...logGroupOperations,
  ...roleOperations,
  ...securityGroupOperations,
  ...snapshotOperations,
  ...trailOperations,
  ...userOperations,
  ...volumeOperations,
  ...vpcOperations,
]
