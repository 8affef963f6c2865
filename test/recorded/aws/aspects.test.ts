import { describe, expect, it } from 'vitest'
import type { Resource } from '../../../src/core/resource.js'
import { eventsOfRecording, hasRecordings, readRecording } from './read-recording.js'

async function read(type: string, recording: string, ...aspects: string[]): Promise<readonly Resource[]> {
  return readRecording({ type, recording: `aws/${recording}`, aspects })
}

async function values(type: string, recording: string, { aspect, property }: { aspect: string; property: string }) {
  return (await read(type, recording, aspect)).map(({ properties }) => properties[property])
}

describe.skipIf(!hasRecordings)('over recorded answers, a bucket', () => {
  const type = 'aws.s3.bucket'

  it('has its grants', async () => {
    const acls = await values(type, 'test_s3_global_grants_filter', { aspect: 'acl', property: 'Acl' })
    expect(acls).toHaveLength(4)
    expect(JSON.stringify(acls[2])).toContain('http://acs.amazonaws.com/groups/global/AllUsers')
  })

  it('has ownership controls, or none where none are set', async () => {
    const question = { aspect: 'ownershipControls', property: 'OwnershipControls' }
    expect(await values(type, 'test_s3_ownership_empty', question)).toEqual([
      undefined,
      { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
      { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    ])
  })

  it('has its encryption without the envelope', async () => {
    const question = { aspect: 'encryption', property: 'Encryption' }
    expect(await values(type, 'test_s3_encryption_audit', question)).toMatchObject([
      { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] },
      { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
      undefined,
    ])
  })

  it('has its block of public access', async () => {
    const question = { aspect: 'publicAccessBlock', property: 'PublicAccessBlock' }
    expect(await values(type, 'test_s3_public_block_disable_one', question)).toMatchObject([
      { RestrictPublicBuckets: false, BlockPublicPolicy: true },
    ])
  })

  it('has its tags', async () => {
    expect(await read(type, 'test_s3_mark_for_op', 'tags')).toMatchObject([{ tags: { env: 'dev' } }])
  })

  it('says of a call that was not recorded that it could not be read', async () => {
    const [bucket] = await read(type, 'test_s3_mark_for_op', 'tags', 'acl')
    expect(bucket?.unread).toMatchObject({ Acl: { reason: 'not-available', operation: 's3:GetBucketAcl' } })
  })
})

describe.skipIf(!hasRecordings)('over recorded answers, IAM', () => {
  it('gives users with MFA devices and tags', async () => {
    const users = await read('aws.iam.user', 'test_iam_mfa_filter', 'mfaDevices', 'tags')
    expect(users.map(({ properties }) => (properties['MFADevices'] as unknown[]).length)).toEqual([0, 0, 1])
    expect(users[0]?.tags).toEqual({ Role: 'Dev' })
  })

  it('gives a console password only to the user that has one', async () => {
    const question = { aspect: 'loginProfile', property: 'LoginProfile' }
    expect(await values('aws.iam.user', 'test_iam_user_login_profile', question)).toMatchObject([
      { PasswordResetRequired: true },
      undefined,
    ])
  })

  it('gives roles with their trust policy decoded', async () => {
    const roles = await read('aws.iam.role', 'test_iam_role_has_inline_policy')
    for (const { properties } of roles) {
      expect(properties['AssumeRolePolicyDocument']).toMatchObject({ Statement: [{ Effect: 'Allow' }] })
    }
  })

  it("gives the account's summary, root user, password policy and public access block", async () => {
    const type = 'aws.account.account'
    const summary = { aspect: 'summary', property: 'SummaryMap' }
    expect(await values(type, 'test_account_root_mfa', summary)).toMatchObject([{ Users: 5 }])
    const root = { aspect: 'rootCredentialReport', property: 'RootCredentialReport' }
    expect(await values(type, 'test_account_credential_report', root)).toMatchObject([
      { user: '<root_account>', mfa_active: true, access_key_1_active: false },
    ])
    const policy = { aspect: 'passwordPolicy', property: 'PasswordPolicy' }
    expect(await values(type, 'test_account_password_policy_update_first_time', policy)).toEqual([undefined])
    expect(await values(type, 'test_account_password_policy_update', policy)).toMatchObject([
      { MinimumPasswordLength: 10 },
    ])
    const block = { aspect: 'publicAccessBlock', property: 'PublicAccessBlock' }
    expect(await values(type, 'test_account_action_s3_public_block', block)).toMatchObject([{ BlockPublicAcls: true }])
  })
})

describe.skipIf(!hasRecordings)('over recorded answers, EC2', () => {
  it('gives instances with the image, where it still exists', async () => {
    const images = await values('aws.ec2.instance', 'test_ec2_image_age_filter', { aspect: 'image', property: 'Image' })
    expect(images).toMatchObject([undefined, undefined, { RootDeviceType: 'ebs' }])
  })

  it('gives snapshots with those who may use them', async () => {
    const question = { aspect: 'createVolumePermissions', property: 'CreateVolumePermissions' }
    expect(
      await values('aws.ec2.snapshot', 'test_ebs_snapshot_set_permissions_matched_everyone_only', question),
    ).toEqual([[{ Group: 'all' }], [{ UserId: expect.any(String) }, { UserId: expect.any(String) }]])
  })

  it('gives groups with the interfaces that use them', async () => {
    const question = { aspect: 'networkInterfaces', property: 'NetworkInterfaces' }
    const interfaces = await values('aws.ec2.security-group', 'test_security_group_unused', question)
    expect(interfaces.map((list) => (list as unknown[]).length > 0)).toEqual([false, true, false])
  })

  it('gives networks with their flow logs', async () => {
    const logs = await values('aws.ec2.vpc', 'test_vpc_flow_logs_absent', { aspect: 'flowLogs', property: 'FlowLogs' })
    expect(logs).toMatchObject([[], [{ FlowLogStatus: 'ACTIVE', TrafficType: 'ALL' }], []])
  })

  it('gives the settings of the region', async () => {
    const question = { aspect: 'ebsEncryption', property: 'EbsEncryptionByDefault' }
    expect(await values('aws.ec2.account-settings', 'test_account_ebs_encrypt', question)).toEqual([false])
  })
})

describe.skipIf(!hasRecordings)('over recorded answers, other services', () => {
  it('give keys with rotation, none where the key cannot rotate', async () => {
    const question = { aspect: 'rotation', property: 'KeyRotationEnabled' }
    expect(await values('aws.kms.key', 'test_key_rotation', question)).toEqual([true])
    expect(await values('aws.kms.key', 'test_key_rotation_unsupportedopp', question)).toEqual([undefined])
  })

  it('give keys with their aliases', async () => {
    const keys = await read('aws.kms.key', 'test_kms_key_alias', 'aliases', 'metadata', 'tags')
    expect(keys).toMatchObject([{ properties: { AliasNames: ['alias/aws/dms'], KeyManager: 'AWS', Tags: [] } }])
  })

  it('give functions with their policy as text, and their URL', async () => {
    const policy = { aspect: 'policy', property: 'Policy' }
    const [first] = await values('aws.lambda.function', 'test_aws_lambda_source', policy)
    expect(JSON.parse(String(first))).toMatchObject({ Statement: [{ Action: 'lambda:InvokeFunction' }] })
    const url = { aspect: 'urlConfig', property: 'FunctionUrlConfig' }
    expect(await values('aws.lambda.function', 'test_aws_lambda_function_url', url)).toMatchObject([
      { AuthType: 'AWS_IAM' },
    ])
  })

  it('give trails with their status, tags and event selectors, in their home region only', async () => {
    const status = await read('aws.cloudtrail.trail', 'test_cloudtrail_status', 'status')
    expect(status).toMatchObject([
      { properties: { Status: { IsLogging: false } } },
      { properties: { Status: { IsLogging: true } } },
    ])
    const tagged = await read('aws.cloudtrail.trail', 'test_trail_tag_augment', 'tags')
    expect(tagged.map(({ tags }) => tags['App'])).toEqual([undefined, undefined, 'c7n'])
    const selectors = await read('aws.cloudtrail.trail', 'test_cloudtrail_event_selectors', 'eventSelectors')
    expect(new Set(selectors.map(({ properties }) => properties['HomeRegion']))).toEqual(new Set(['us-east-1']))
    expect(selectors[0]?.properties).toMatchObject({ EventSelectors: [{ IncludeManagementEvents: true }] })
  })

  it('give databases with tags under both names', async () => {
    const [database] = await read('aws.rds.instance', 'test_rds_marked_hours')
    expect(database?.properties['Tags']).toEqual(database?.properties['TagList'])
    expect(Object.keys(database?.tags ?? {}).length).toBeGreaterThan(0)
  })

  it('say of a listing that was not recorded that it could not be read', async () => {
    const events = await eventsOfRecording({ type: 'aws.rds.instance', recording: 'aws/test_key_rotation' })
    expect(events).toMatchObject([{ kind: 'unread', unread: { operation: 'rds:DescribeDBInstances' } }])
  })
})
