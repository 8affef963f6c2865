import {
  CreateBucketCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import type { EstateConfiguration } from './configuration.js'

const publicBucket = 'acme-website'
const privateBucket = 'acme-private'
const europeanBucket = 'acme-europe'

function readableByAll(bucket: string): string {
  const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` }
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
}

/** A bucket whose policy lets everybody read, one that is blocked from that, and one in another region. */
export async function createBuckets(configuration: EstateConfiguration): Promise<{
  readonly publicBucket: string
  readonly privateBucket: string
  readonly europeanBucket: string
}> {
  const s3 = new S3Client({ ...configuration, forcePathStyle: true })
  await s3.send(new CreateBucketCommand({ Bucket: publicBucket }))
  await s3.send(new PutBucketPolicyCommand({ Bucket: publicBucket, Policy: readableByAll(publicBucket) }))
  await s3.send(new CreateBucketCommand({ Bucket: privateBucket }))
  await s3.send(
    new PutPublicAccessBlockCommand({
      Bucket: privateBucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    }),
  )
  await s3.send(
    new PutBucketVersioningCommand({ Bucket: privateBucket, VersioningConfiguration: { Status: 'Enabled' } }),
  )
  await s3.send(
    new PutBucketTaggingCommand({ Bucket: privateBucket, Tagging: { TagSet: [{ Key: 'owner', Value: 'data' }] } }),
  )
  const europe = new S3Client({ ...configuration, region: 'eu-west-1', forcePathStyle: true })
  const location = { LocationConstraint: 'eu-west-1' as const }
  await europe.send(new CreateBucketCommand({ Bucket: europeanBucket, CreateBucketConfiguration: location }))
  return { publicBucket, privateBucket, europeanBucket }
}
