import type { Address, Bucket } from './bucket.js'

/** S3 takes no smaller parts but the last one (5 MiB), and 10,000 at most: objects of up to 78 GiB. */
const partBytes = 8 * 1024 * 1024

interface UploadedPart {
  readonly PartNumber: number
  readonly ETag: string | undefined
}

/** Writes a stream as one object, holding a part in memory: at once if it is small, otherwise as a multipart upload. */
export async function putStream(bucket: Bucket, key: string, body: AsyncIterable<Uint8Array>): Promise<void> {
  const address = bucket.address(key)
  const parts = partsOf(body)
  const first = await parts.next()
  const start = first.done ? new Uint8Array() : first.value
  if (start.length >= partBytes) await uploadParts(bucket, address, { start, rest: parts })
  else {
    await bucket.perform('PutObject', (client, { PutObjectCommand }) =>
      client.send(new PutObjectCommand({ ...address, Body: start })),
    )
  }
}

async function uploadParts(
  bucket: Bucket,
  address: Address,
  { start, rest }: { readonly start: Uint8Array; readonly rest: AsyncIterable<Uint8Array> },
): Promise<void> {
  const UploadId = await bucket.perform('CreateMultipartUpload', async (client, { CreateMultipartUploadCommand }) => {
    return (await client.send(new CreateMultipartUploadCommand(address))).UploadId
  })
  const upload = { ...address, UploadId }
  try {
    const Parts = [await uploadPart(bucket, upload, { Body: start, PartNumber: 1 })]
    for await (const Body of rest) Parts.push(await uploadPart(bucket, upload, { Body, PartNumber: Parts.length + 1 }))
    await bucket.perform('CompleteMultipartUpload', (client, { CompleteMultipartUploadCommand }) =>
      client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } })),
    )
  } catch (error) {
    await abandon(bucket, upload)
    throw error
  }
}

type Upload = Address & { readonly UploadId: string | undefined }

async function uploadPart(
  bucket: Bucket,
  upload: Upload,
  part: { readonly Body: Uint8Array; readonly PartNumber: number },
): Promise<UploadedPart> {
  return await bucket.perform('UploadPart', async (client, { UploadPartCommand }) => {
    const { ETag } = await client.send(new UploadPartCommand({ ...upload, ...part }))
    return { PartNumber: part.PartNumber, ETag }
  })
}

/** Parts of an upload that is never completed are stored and paid for, unless a lifecycle rule removes them. */
async function abandon(bucket: Bucket, upload: Upload): Promise<void> {
  await bucket
    .perform('AbortMultipartUpload', (client, { AbortMultipartUploadCommand }) =>
      client.send(new AbortMultipartUploadCommand(upload)),
    )
    .catch(() => undefined)
}

/** The bytes of a stream in pieces of `partBytes`; only the last one is shorter. */
async function* partsOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let part = Buffer.allocUnsafe(partBytes)
  let filled = 0
  for await (const bytes of body) {
    for (let taken = 0; taken < bytes.length; ) {
      const piece = bytes.subarray(taken, taken + partBytes - filled)
      part.set(piece, filled)
      filled += piece.length
      taken += piece.length
      if (filled < partBytes) continue
      yield part
      part = Buffer.allocUnsafe(partBytes)
      filled = 0
    }
  }
  if (filled > 0) yield part.subarray(0, filled)
}
