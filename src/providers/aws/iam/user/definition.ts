import { unbilled } from '../../../../core/billing.js'
import { type Document, defineAwsType } from '../../description.js'
import { credentialReportShape } from '../credential-report-shape.js'
import { policyAspects } from '../policy-aspects.js'

const named = (user: Document) => ({ UserName: user['UserName'] })

/** IAM users. The root user is no user here: see the account. */
export const user = defineAwsType({
  name: 'aws.iam.user',
  title: 'IAM user',
  scope: 'global',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_User.html',
  custodian: ['aws.iam-user'],
  service: 'iam',
  list: {
    operation: 'ListUsers',
    input: { MaxItems: 1000 },
    items: 'Users[]',
    one: { operation: 'GetUser', input: (id) => ({ UserName: id }), item: 'User', gone: ['NoSuchEntity'] },
  },
  id: 'UserName',
  nameProperty: 'UserName',
  tags: 'Tags',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  billing: unbilled('https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction.html'),
  read: () => import('./read.js'),
  aspects: {
    tags: {
      kind: 'call',
      title: 'Tags and permissions boundary, which the listing omits',
      properties: ['Tags', 'PermissionsBoundary'],
      operation: 'GetUser',
      input: named,
      result: 'User',
    },
    accessKeys: {
      kind: 'call',
      title: 'Access keys with their last use',
      properties: ['AccessKeys'],
      operation: 'ListAccessKeys',
      input: named,
      result: 'AccessKeyMetadata[]',
      each: {
        operation: 'GetAccessKeyLastUsed',
        input: (key) => ({ AccessKeyId: (key as Document)['AccessKeyId'] }),
        result: 'AccessKeyLastUsed',
        as: 'AccessKeyLastUsed',
      },
    },
    mfaDevices: {
      kind: 'call',
      title: 'MFA devices',
      properties: ['MFADevices'],
      operation: 'ListMFADevices',
      input: named,
      result: 'MFADevices[]',
    },
    loginProfile: {
      kind: 'call',
      title: 'Console password, where there is one',
      properties: ['LoginProfile'],
      operation: 'GetLoginProfile',
      input: named,
      result: 'LoginProfile',
      absent: ['NoSuchEntity'],
    },
    ...policyAspects('User'),
    groups: {
      kind: 'call',
      title: 'Groups',
      properties: ['Groups'],
      operation: 'ListGroupsForUser',
      input: named,
      result: 'Groups[]',
    },
    credentialReport: {
      kind: 'code',
      title: 'Row of the credential report, up to four hours old',
      properties: ['CredentialReport'],
      operation: 'GetCredentialReport',
      permissions: ['iam:GetCredentialReport', 'iam:GenerateCredentialReport'],
      shape: { CredentialReport: credentialReportShape },
    },
  },
})
