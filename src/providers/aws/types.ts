import { account } from './account/account/definition.js'
import { trail } from './cloudtrail/trail/definition.js'
import type { AwsResourceType } from './description.js'
import { accountSettings } from './ec2/account-settings/definition.js'
import { instance } from './ec2/instance/definition.js'
import { securityGroup } from './ec2/security-group/definition.js'
import { snapshot } from './ec2/snapshot/definition.js'
import { volume } from './ec2/volume/definition.js'
import { vpc } from './ec2/vpc/definition.js'
import { role } from './iam/role/definition.js'
import { user } from './iam/user/definition.js'
import { key } from './kms/key/definition.js'
import { lambdaFunction } from './lambda/function/definition.js'
import { logGroup } from './logs/log-group/definition.js'
import { databaseInstance } from './rds/instance/definition.js'
import { databaseSnapshot } from './rds/snapshot/definition.js'
import { bucket } from './s3/bucket/definition.js'

/** Every resource type of AWS. A test compares this list with the folders. */
export const awsTypes: readonly AwsResourceType[] = [
  account,
  accountSettings,
  bucket,
  databaseInstance,
  databaseSnapshot,
  instance,
  key,
  lambdaFunction,
  logGroup,
  role,
  securityGroup,
  snapshot,
  trail,
  user,
  volume,
  vpc,
]
