import { AwsCallError } from '../../client/failure.js'
import type { Caller, Document, TypeReader } from '../../description.js'

/**
 * Finds the region of a bucket, where all its settings are read. The listing tells it on AWS itself; elsewhere it
 * takes a call, whose answer is kept as the property `Location`. A bucket whose region nobody tells is `global`.
 */
async function prepare(bucket: Document, caller: Caller): Promise<{ document: Document; region: string }> {
  const listed = bucket['BucketRegion']
  if (typeof listed === 'string') return { document: bucket, region: listed }
  try {
    const location = await caller.call('s3', 'GetBucketLocation', { Bucket: bucket['Name'] })
    return { document: { ...bucket, Location: location }, region: regionOf(location) }
  } catch (error) {
    if (error instanceof AwsCallError) return { document: bucket, region: 'global' }
    throw error
  }
}

/** The first region of S3 has no location constraint, and the first European one had a name of its own. */
function regionOf(location: Document): string {
  const constraint = location['LocationConstraint']
  if (constraint === 'EU') return 'eu-west-1'
  return typeof constraint === 'string' && constraint !== '' ? constraint : 'us-east-1'
}

export const reader: TypeReader = { prepare }
