/** What a call needs to know of an AWS service. */
export interface AwsService {
  /** The npm package of the SDK client. */
  readonly package: string
  /** Imports that package, by a literal name as bundlers need it; nothing else may. */
  readonly load: () => Promise<object>
  readonly client: string
  /** First part of permissions and of operation names in reports. */
  readonly permissionPrefix: string
  /** First part of the file names of recordings. */
  readonly endpointPrefix: string
  /** Where the vendor's page on an operation begins; the operation's name follows. */
  readonly reference: string
  /** Member of an answer that holds the token of the next page, and the request member that it goes to. */
  readonly pages: { readonly answer: string; readonly request: string }
  /** True for services with one endpoint for all regions. */
  readonly global?: boolean
}

const nextToken = { answer: 'NextToken', request: 'NextToken' }

/** Every AWS service that some resource type reads from, by the name that type descriptions use. */
export const awsServices = {
  cloudtrail: {
    package: '@aws-sdk/client-cloudtrail',
    load: () => import('@aws-sdk/client-cloudtrail'),
    client: 'CloudTrailClient',
    permissionPrefix: 'cloudtrail',
    endpointPrefix: 'cloudtrail',
    reference: 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_',
    pages: nextToken,
  },
  cloudwatch: {
    package: '@aws-sdk/client-cloudwatch',
    load: () => import('@aws-sdk/client-cloudwatch'),
    client: 'CloudWatchClient',
    permissionPrefix: 'cloudwatch',
    endpointPrefix: 'monitoring',
    reference: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_',
    pages: nextToken,
  },
  ec2: {
    package: '@aws-sdk/client-ec2',
    load: () => import('@aws-sdk/client-ec2'),
    client: 'EC2Client',
    permissionPrefix: 'ec2',
    endpointPrefix: 'ec2',
    reference: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_',
    pages: nextToken,
  },
  iam: {
    package: '@aws-sdk/client-iam',
    load: () => import('@aws-sdk/client-iam'),
    client: 'IAMClient',
    permissionPrefix: 'iam',
    endpointPrefix: 'iam',
    reference: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_',
    pages: { answer: 'Marker', request: 'Marker' },
    global: true,
  },
  kms: {
    package: '@aws-sdk/client-kms',
    load: () => import('@aws-sdk/client-kms'),
    client: 'KMSClient',
    permissionPrefix: 'kms',
    endpointPrefix: 'kms',
    reference: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_',
    pages: { answer: 'NextMarker', request: 'Marker' },
  },
  lambda: {
    package: '@aws-sdk/client-lambda',
    load: () => import('@aws-sdk/client-lambda'),
    client: 'LambdaClient',
    permissionPrefix: 'lambda',
    endpointPrefix: 'lambda',
    reference: 'https://docs.aws.amazon.com/lambda/latest/api/API_',
    pages: { answer: 'NextMarker', request: 'Marker' },
  },
  logs: {
    package: '@aws-sdk/client-cloudwatch-logs',
    load: () => import('@aws-sdk/client-cloudwatch-logs'),
    client: 'CloudWatchLogsClient',
    permissionPrefix: 'logs',
    endpointPrefix: 'logs',
    reference: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_',
    pages: { answer: 'nextToken', request: 'nextToken' },
  },
  rds: {
    package: '@aws-sdk/client-rds',
    load: () => import('@aws-sdk/client-rds'),
    client: 'RDSClient',
    permissionPrefix: 'rds',
    endpointPrefix: 'rds',
    reference: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_',
    pages: { answer: 'Marker', request: 'Marker' },
  },
  s3: {
    package: '@aws-sdk/client-s3',
    load: () => import('@aws-sdk/client-s3'),
    client: 'S3Client',
    permissionPrefix: 's3',
    endpointPrefix: 's3',
    reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_',
    pages: { answer: 'ContinuationToken', request: 'ContinuationToken' },
  },
  s3control: {
    package: '@aws-sdk/client-s3-control',
    load: () => import('@aws-sdk/client-s3-control'),
    client: 'S3ControlClient',
    permissionPrefix: 's3',
    endpointPrefix: 's3-control',
    reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_',
    pages: nextToken,
  },
  sts: {
    package: '@aws-sdk/client-sts',
    load: () => import('@aws-sdk/client-sts'),
    client: 'STSClient',
    permissionPrefix: 'sts',
    endpointPrefix: 'sts',
    reference: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_',
    pages: nextToken,
  },
  tagging: {
    package: '@aws-sdk/client-resource-groups-tagging-api',
    load: () => import('@aws-sdk/client-resource-groups-tagging-api'),
    client: 'ResourceGroupsTaggingAPIClient',
    permissionPrefix: 'tag',
    endpointPrefix: 'tagging',
    reference: 'https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_',
    pages: { answer: 'PaginationToken', request: 'PaginationToken' },
  },
} as const satisfies Record<string, AwsService>

export type AwsServiceName = keyof typeof awsServices

/** The entry of a service, typed without its literals. */
export function awsService(name: AwsServiceName): AwsService {
  return awsServices[name]
}

/** How reports name a call, e.g. `s3:GetBucketPolicy`. */
export function operationName(service: AwsServiceName, operation: string): string {
  return `${awsServices[service].permissionPrefix}:${operation}`
}

/** The vendor's page on an operation. */
export function operationPage(service: AwsServiceName, operation: string): string {
  return `${awsServices[service].reference}${operation}.html`
}
