import { setTimeout as delay } from 'node:timers/promises'
import type { Bucket } from './bucket.js'
import { answerOf } from './failure.js'

const conflictTries = 8
const firstPause = 25

/**
 * Writes an object only if nothing has its key. S3 answers 412 when something has, and 409 when another write is under
 * way, which is tried again. A request that was sent again after a lost answer can meet its own first attempt, so what
 * is there is then compared.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export async function createObject(bucket: Bucket, key: string, body: Uint8Array): Promise<boolean> {
  const address = bucket.address(key)
  const outcome = await bucket.perform('PutObject', async (client, { PutObjectCommand }) => {
    for (let tries = 1; ; tries++) {
      try {
        await client.send(new PutObjectCommand({ ...address, Body: body, IfNoneMatch: '*' }))
        return 'created'
      } catch (error) {
        const answer = answerOf(error)
        if (answer?.status === 412) return answer.attempts > 1 ? 'perhaps ours' : 'taken'
        if (answer?.status !== 409 || tries === conflictTries) throw error
      }
      await delay(firstPause * 2 ** (tries - 1) * (0.5 + Math.random()))
    }
  })
  return outcome === 'perhaps ours' ? await holds(bucket, key, body) : outcome === 'created'
}

async function holds(bucket: Bucket, key: string, body: Uint8Array): Promise<boolean> {
  return await bucket.perform('GetObject', async (client, { GetObjectCommand }) => {
    const answer = await client.send(new GetObjectCommand(bucket.address(key)))
    return Buffer.from(body).equals((await answer.Body?.transformToByteArray()) ?? new Uint8Array())
  })
}
