import { nameInArn } from '../../arn.js'
import { type Document, defineAwsType } from '../../description.js'
import { tagsByArn } from '../../tags-aspect.js'

const named = (lambdaFunction: Document) => ({ FunctionName: lambdaFunction['FunctionName'] })
const dimensions = (lambdaFunction: Document) => ({ FunctionName: String(lambdaFunction['FunctionName']) })

/** Lambda functions, in their latest unpublished version. */
export const lambdaFunction = defineAwsType({
  name: 'aws.lambda.function',
  title: 'Lambda function',
  scope: 'regional',
  documentation: 'https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html',
  custodian: ['aws.lambda'],
  service: 'lambda',
  list: {
    operation: 'ListFunctions',
    input: { MaxItems: 50 },
    items: 'Functions[]',
    one: {
      operation: 'GetFunctionConfiguration',
      input: (id) => ({ FunctionName: id }),
      item: '',
      gone: ['ResourceNotFound'],
    },
  },
  id: 'FunctionName',
  nameProperty: 'FunctionName',
  tags: 'Tags',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  aspects: {
    tags: tagsByArn('FunctionArn'),
    policy: {
      kind: 'call',
      title: 'Resource policy, as JSON text',
      properties: ['Policy'],
      operation: 'GetPolicy',
      input: named,
      result: 'Policy',
      absent: ['ResourceNotFound'],
    },
    urlConfig: {
      kind: 'call',
      title: 'Function URL, where there is one',
      properties: ['FunctionUrlConfig'],
      operation: 'GetFunctionUrlConfig',
      input: named,
      absent: ['ResourceNotFound'],
    },
    concurrency: {
      kind: 'call',
      title: 'Reserved concurrency, where set',
      properties: ['ReservedConcurrentExecutions'],
      operation: 'GetFunctionConcurrency',
      input: named,
      result: 'ReservedConcurrentExecutions',
    },
    aliases: {
      kind: 'call',
      title: 'Aliases, with the versions they point at',
      properties: ['Aliases'],
      operation: 'ListAliases',
      input: named,
      result: 'Aliases[]',
    },
  },
  links: {
    securityGroups: { title: 'Security groups', type: 'aws.ec2.security-group', path: 'VpcConfig.SecurityGroupIds[]' },
    vpc: { title: 'Network', type: 'aws.ec2.vpc', path: 'VpcConfig.VpcId' },
    role: { title: 'Role that it runs as', type: 'aws.iam.role', path: 'Role', idOf: nameInArn },
    kmsKey: { title: 'Key of its environment', type: 'aws.kms.key', path: 'KMSKeyArn', idOf: nameInArn },
  },
  metrics: {
    invocations: {
      title: 'Invocations',
      unit: 'count',
      namespace: 'AWS/Lambda',
      metric: 'Invocations',
      samples: 'Sum',
      sparse: true,
      dimensions,
    },
    errors: {
      title: 'Failed invocations',
      unit: 'count',
      namespace: 'AWS/Lambda',
      metric: 'Errors',
      samples: 'Sum',
      sparse: true,
      dimensions,
    },
  },
})
