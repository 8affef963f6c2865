import {
  CreateAccessKeyCommand,
  CreateAccountAliasCommand,
  CreateLoginProfileCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  TagUserCommand,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam'
import { type EstateConfiguration, given } from './configuration.js'

/** A person with a console password, an access key and no MFA device; a machine user; a role that all of AWS may take. */
export async function createPeople(configuration: EstateConfiguration): Promise<{
  readonly person: string
  readonly machine: string
  readonly role: string
}> {
  const iam = new IAMClient(configuration)
  const person = 'alice'
  const machine = 'deployer'
  const role = 'open-role'
  await iam.send(new CreateUserCommand({ UserName: person }))
  await iam.send(new CreateLoginProfileCommand({ UserName: person, Password: 'correct-Horse-7-battery' }))
  await iam.send(new CreateAccessKeyCommand({ UserName: person }))
  await iam.send(new TagUserCommand({ UserName: person, Tags: [{ Key: 'team', Value: 'platform' }] }))
  await iam.send(
    new PutUserPolicyCommand({ UserName: person, PolicyName: 'everything', PolicyDocument: allowing('*') }),
  )
  await iam.send(new CreateUserCommand({ UserName: machine }))
  const trust = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [trust] })
  await iam.send(new CreateRoleCommand({ RoleName: role, AssumeRolePolicyDocument: document }))
  await iam.send(new PutRolePolicyCommand({ RoleName: role, PolicyName: 'read', PolicyDocument: allowing('s3:Get*') }))
  await iam.send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 8 }))
  await iam.send(new CreateAccountAliasCommand({ AccountAlias: 'acme' }))
  return { person, machine, role }
}

/** A user that may read all but bucket policies and Lambda; the emulator enforces that once its access checks are on. */
export async function createAuditor(
  configuration: EstateConfiguration,
): Promise<{ readonly accessKeyId: string; readonly secretAccessKey: string }> {
  const iam = new IAMClient(configuration)
  const UserName = 'auditor'
  await iam.send(new CreateUserCommand({ UserName }))
  const refusal = { Effect: 'Deny', Action: ['s3:GetBucketPolicy', 'lambda:*'], Resource: '*' }
  const allowance = { Effect: 'Allow', Action: '*', Resource: '*' }
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [allowance, refusal] })
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'all-but-some', PolicyDocument }))
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }))
  const key = given(AccessKey, 'access key')
  return { accessKeyId: given(key.AccessKeyId, 'key id'), secretAccessKey: given(key.SecretAccessKey, 'secret') }
}

function allowing(action: string): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] })
}
