import type { S3Client } from '@aws-sdk/client-s3'
import { keySegments } from '../object-key.js'
import { failureOf } from './failure.js'
import type { S3Location } from './location.js'

type Sdk = typeof import('@aws-sdk/client-s3')

/** A command of the SDK that is addressed to a bucket or an object of it. */
export interface Address {
  readonly Bucket: string
  readonly Key: string
}

/** A bucket that is opened on first use, and whose failures tell the user what to do. */
export interface Bucket {
  readonly name: string
  readonly prefix: string
  readonly location: string
  /** Where an object of the store lies. Throws for what is no key. */
  readonly address: (key: string) => Address
  /** Does something that is called `action` in S3. What it throws is a `StoreFailure` where the cause lies outside. */
  readonly perform: <T>(action: string, work: (client: S3Client, sdk: Sdk) => Promise<T>) => Promise<T>
}

/** Opens a bucket. Nothing is loaded or asked before the first use. */
export function openBucket(place: S3Location): Bucket {
  const { bucket, prefix } = place
  const location = `s3://${bucket}/${prefix}`.replace(/\/$/, '')
  let opened: Promise<{ readonly client: S3Client; readonly sdk: Sdk }> | undefined
  return {
    name: bucket,
    prefix,
    location,
    address: (key) => ({ Bucket: bucket, Key: `${prefix}${keySegments(key).join('/')}` }),
    perform: async (action, work) => {
      opened ??= open(place)
      const { client, sdk } = await opened
      try {
        return await work(client, sdk)
      } catch (error) {
        throw failureOf(error, location, action)
      }
    },
  }
}

/** Servers other than S3's own are addressed by path, since they seldom have a name for every bucket. */
async function open({ region, endpoint }: S3Location): Promise<{ readonly client: S3Client; readonly sdk: Sdk }> {
  const sdk = await import('@aws-sdk/client-s3')
  const foreign = endpoint ?? process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL']
  const client = new sdk.S3Client({
    ...(region ? { region } : {}),
    ...(endpoint ? { endpoint } : {}),
    forcePathStyle: foreign !== undefined,
  })
  return { client, sdk }
}
