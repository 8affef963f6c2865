import type { GetObjectCommandOutput } from '@aws-sdk/client-s3'
import type { ObjectStore } from '../../core/object-store.js'
import { type Bucket, openBucket } from './bucket.js'
import { createObject } from './create-object.js'
import { answerOf } from './failure.js'
import type { S3Location } from './location.js'
import { putStream } from './put-stream.js'

/**
 * A store in a bucket of S3, or of a server that answers like it and honours `If-None-Match`. Credentials come from the
 * AWS SDK's default chain. Nothing is loaded or asked before the first read or write.
 */
export function s3Store(place: S3Location): ObjectStore {
  const bucket = openBucket(place)
  return {
    location: bucket.location,
    get: async (key) => {
      const answer = await getObject(bucket, key)
      return answer && { body: await bytesOf(bucket, answer), version: answer.ETag ?? '' }
    },
    put: async (key, body) => {
      if (body instanceof Uint8Array) await putObject(bucket, key, body)
      else await putStream(bucket, key, body)
    },
    create: (key, body) => createObject(bucket, key, body),
    stream: async (key) => (await getObject(bucket, key))?.Body as AsyncIterable<Uint8Array> | undefined,
    range: (key, start, length) => readRange(bucket, key, { start, length }),
    list: (prefix) => listKeys(bucket, prefix),
    delete: async (key) => {
      await bucket.perform('DeleteObject', (client, { DeleteObjectCommand }) =>
        client.send(new DeleteObjectCommand(bucket.address(key))),
      )
    },
  }
}

async function putObject(bucket: Bucket, key: string, body: Uint8Array): Promise<void> {
  await bucket.perform('PutObject', (client, { PutObjectCommand }) =>
    client.send(new PutObjectCommand({ ...bucket.address(key), Body: body })),
  )
}

async function getObject(bucket: Bucket, key: string): Promise<GetObjectCommandOutput | undefined> {
  return await bucket.perform('GetObject', async (client, { GetObjectCommand }) => {
    try {
      return await client.send(new GetObjectCommand(bucket.address(key)))
    } catch (error) {
      if (answerOf(error)?.code === 'NoSuchKey') return undefined
      throw error
    }
  })
}

async function bytesOf(bucket: Bucket, { Body }: GetObjectCommandOutput): Promise<Uint8Array> {
  return await bucket.perform('GetObject', async () => (await Body?.transformToByteArray()) ?? new Uint8Array())
}

/** S3 knows no empty range, so one byte is asked for at least; a range behind the end is 416 and holds nothing. */
async function readRange(
  bucket: Bucket,
  key: string,
  { start, length }: { readonly start: number; readonly length: number },
): Promise<Uint8Array | undefined> {
  const last = start + Math.max(length, 1) - 1
  return await bucket.perform('GetObject', async (client, { GetObjectCommand }) => {
    try {
      const answer = await client.send(
        new GetObjectCommand({ ...bucket.address(key), Range: `bytes=${start}-${last}` }),
      )
      return (await answer.Body?.transformToByteArray())?.subarray(0, length)
    } catch (error) {
      const { code, status } = answerOf(error) ?? {}
      if (code === 'NoSuchKey') return undefined
      if (status === 416) return new Uint8Array()
      throw error
    }
  })
}

/** S3 lists in ascending order of UTF-8 bytes, a page of 1,000 keys at a time. */
async function* listKeys(bucket: Bucket, prefix: string): AsyncGenerator<string> {
  for (let token: string | undefined, more = true; more; ) {
    const page = await bucket.perform('ListObjectsV2', (client, { ListObjectsV2Command }) =>
      client.send(
        new ListObjectsV2Command({
          Bucket: bucket.name,
          Prefix: `${bucket.prefix}${prefix}`,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
      ),
    )
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key.slice(bucket.prefix.length)
    token = page.NextContinuationToken
    more = token !== undefined
  }
}
