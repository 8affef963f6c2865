import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { CreateAliasCommand, CreateKeyCommand, EnableKeyRotationCommand, KMSClient } from '@aws-sdk/client-kms'
import { AddPermissionCommand, CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda'
import {
  CreateDBInstanceCommand,
  CreateDBSnapshotCommand,
  CreateDBSubnetGroupCommand,
  RDSClient,
} from '@aws-sdk/client-rds'
import { type EstateConfiguration, given } from './configuration.js'

interface Network {
  readonly subnets: readonly [string, string]
  readonly closedGroup: string
}

/** A database that is public and unencrypted, a function that anybody may invoke, a key that never rotates. */
export async function createServices(
  configuration: EstateConfiguration,
  network: Network,
): Promise<{
  readonly database: string
  readonly databaseSnapshot: string
  readonly publicFunction: string
  readonly rotatingKey: string
  readonly lastingKey: string
}> {
  return {
    ...(await createDatabase(configuration, network)),
    publicFunction: await createPublicFunction(configuration),
    ...(await createKeys(configuration)),
  }
}

async function createDatabase(
  configuration: EstateConfiguration,
  { subnets, closedGroup }: Network,
): Promise<{ readonly database: string; readonly databaseSnapshot: string }> {
  const rds = new RDSClient(configuration)
  const [database, databaseSnapshot] = ['orders', 'orders-before']
  await rds.send(
    new CreateDBSubnetGroupCommand({
      DBSubnetGroupName: 'databases',
      DBSubnetGroupDescription: 'databases',
      SubnetIds: [...subnets],
    }),
  )
  await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: database,
      DBInstanceClass: 'db.t3.micro',
      Engine: 'postgres',
      AllocatedStorage: 20,
      MasterUsername: 'orders',
      MasterUserPassword: 'not-a-real-one',
      DBSubnetGroupName: 'databases',
      VpcSecurityGroupIds: [closedGroup],
      PubliclyAccessible: true,
      StorageEncrypted: false,
      BackupRetentionPeriod: 0,
      Tags: [{ Key: 'team', Value: 'orders' }],
    }),
  )
  await rds.send(
    new CreateDBSnapshotCommand({
      DBInstanceIdentifier: database,
      DBSnapshotIdentifier: databaseSnapshot,
      Tags: [{ Key: 'team', Value: 'orders' }],
    }),
  )
  return { database, databaseSnapshot }
}

async function createPublicFunction(configuration: EstateConfiguration): Promise<string> {
  const iam = new IAMClient(configuration)
  const lambda = new LambdaClient(configuration)
  const FunctionName = 'thumbnails'
  const statement = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: 'thumbnails',
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    }),
  )
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'python3.8',
      Handler: 'main.handler',
      Role: given(Role?.Arn, 'role'),
      Code: { ZipFile: Buffer.from('not run by these tests') },
      Tags: { team: 'media' },
    }),
  )
  await lambda.send(
    new AddPermissionCommand({ FunctionName, StatementId: 'all', Action: 'lambda:InvokeFunction', Principal: '*' }),
  )
  return FunctionName
}

async function createKeys(
  configuration: EstateConfiguration,
): Promise<{ readonly rotatingKey: string; readonly lastingKey: string }> {
  const kms = new KMSClient(configuration)
  const tags = [{ TagKey: 'team', TagValue: 'orders' }]
  const rotating = await kms.send(new CreateKeyCommand({ Description: 'rotates', Tags: tags }))
  const lasting = await kms.send(new CreateKeyCommand({ Description: 'never rotates' }))
  const rotatingKey = given(rotating.KeyMetadata?.KeyId, 'key')
  const lastingKey = given(lasting.KeyMetadata?.KeyId, 'key')
  await kms.send(new EnableKeyRotationCommand({ KeyId: rotatingKey }))
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/orders', TargetKeyId: rotatingKey }))
  return { rotatingKey, lastingKey }
}
