import { unbilled } from '../../../../core/billing.js'
import { type Document, defineAwsType } from '../../description.js'
import { policyAspects } from '../policy-aspects.js'

const named = (role: Document) => ({ RoleName: role['RoleName'] })

/** IAM roles. Policy documents are decoded: `AssumeRolePolicyDocument.Statement` is a list or an object. */
export const role = defineAwsType({
  name: 'aws.iam.role',
  title: 'IAM role',
  scope: 'global',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html',
  custodian: ['aws.iam-role'],
  service: 'iam',
  list: {
    operation: 'ListRoles',
    input: { MaxItems: 1000 },
    items: 'Roles[]',
    one: { operation: 'GetRole', input: (id) => ({ RoleName: id }), item: 'Role', gone: ['NoSuchEntity'] },
  },
  id: 'RoleName',
  nameProperty: 'RoleName',
  tags: 'Tags',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  billing: unbilled('https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction.html'),
  aspects: {
    tags: {
      kind: 'call',
      title: 'Tags, permissions boundary and last use, which the listing omits',
      properties: ['Tags', 'PermissionsBoundary', 'RoleLastUsed'],
      operation: 'GetRole',
      input: named,
      result: 'Role',
    },
    ...policyAspects('Role'),
  },
  links: {
    functions: { title: 'Functions that run as it', type: 'aws.lambda.function', inverse: 'role' },
  },
})
