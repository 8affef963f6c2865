import { defineAwsType } from '../../description.js'
import { credentialReportShape } from '../../iam/credential-report-shape.js'

/** The account itself: settings that exist once, and its root user. */
export const account = defineAwsType({
  name: 'aws.account.account',
  title: 'AWS account',
  scope: 'account',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html',
  custodian: ['aws.account'],
  service: 'iam',
  list: {
    single: ({ account, accountName }) => ({ account_id: account, account_name: accountName }),
    shape: { type: 'object', properties: { account_id: { type: 'string' }, account_name: { type: 'string' } } },
  },
  id: 'account_id',
  nameProperty: 'account_name',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  read: () => import('./read.js'),
  aspects: {
    summary: {
      kind: 'call',
      title: 'Counts of IAM entities; `AccountMFAEnabled` and `AccountAccessKeysPresent` tell of the root user',
      properties: ['SummaryMap'],
      operation: 'GetAccountSummary',
      input: () => ({}),
      result: 'SummaryMap',
    },
    passwordPolicy: {
      kind: 'call',
      title: 'Password policy, where one was set',
      properties: ['PasswordPolicy'],
      operation: 'GetAccountPasswordPolicy',
      input: () => ({}),
      result: 'PasswordPolicy',
      absent: ['NoSuchEntity'],
    },
    aliases: {
      kind: 'call',
      title: 'Alias of the sign-in page',
      properties: ['AccountAliases'],
      operation: 'ListAccountAliases',
      input: () => ({}),
      result: 'AccountAliases[]',
    },
    virtualMfaDevices: {
      kind: 'call',
      title: 'Virtual MFA devices that are in use; a root user without one of these has a hardware device or none',
      properties: ['VirtualMFADevices'],
      operation: 'ListVirtualMFADevices',
      input: () => ({ AssignmentStatus: 'Assigned' }),
      result: 'VirtualMFADevices[]',
    },
    rootCredentialReport: {
      kind: 'code',
      title: "The root user's row of the credential report, up to four hours old",
      properties: ['RootCredentialReport'],
      operation: 'GetCredentialReport',
      permissions: ['iam:GetCredentialReport', 'iam:GenerateCredentialReport'],
      shape: { RootCredentialReport: credentialReportShape },
    },
    publicAccessBlock: {
      kind: 'call',
      title: 'Block of public access to all buckets',
      properties: ['PublicAccessBlock'],
      service: 's3control',
      operation: 'GetPublicAccessBlock',
      permissions: ['s3:GetAccountPublicAccessBlock'],
      input: (_, { account }) => ({ AccountId: account }),
      result: 'PublicAccessBlockConfiguration',
      absent: ['NoSuchPublicAccessBlockConfiguration'],
    },
  },
  links: {
    trails: { title: 'Trails that record it, of all regions', type: 'aws.cloudtrail.trail', inverse: 'account' },
    buckets: { title: 'Its buckets', type: 'aws.s3.bucket', inverse: 'account' },
  },
})
