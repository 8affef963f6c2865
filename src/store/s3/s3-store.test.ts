import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { noObjectServer, ObjectServer } from '../../../test/support/object-server.js'
import { collect } from '../../core/collect.js'
import { describeObjectStore } from '../object-store-contract.js'
import { StoreFailure } from '../store-failure.js'
import { s3Store } from './s3-store.js'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const megabyte = 1024 * 1024

describe.skipIf(noObjectServer)(`a store in a bucket${noObjectServer ? ` (skipped: ${noObjectServer})` : ''}`, () => {
  let server: ObjectServer

  beforeAll(async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-west-1' })
    server = await ObjectServer.start()
  })
  afterAll(() => server.stop())
  beforeEach(() => {
    server.fault = () => 'pass'
    server.answers.length = 0
  })

  const open = () => s3Store({ bucket: 'kept', prefix: `${randomUUID()}/`, endpoint: server.endpoint })
  const failOnce = (status: number, code: string): void => {
    server.fault = () => {
      server.fault = () => 'pass'
      return { status, code }
    }
  }

  describeObjectStore('an S3 store', async () => open())

  it('takes its own first attempt for a success when the answer to it was lost', async () => {
    const store = open()
    server.fault = ({ method }) => {
      server.fault = () => 'pass'
      return method === 'PUT' ? 'lose answer' : 'pass'
    }
    expect(await store.create('runs/1/7', bytes('mine'))).toBe(true)
    expect(server.answers).toEqual(['PUT 200', 'PUT 412', 'GET 200'])
  })

  it('does not take what another wrote for its own when an answer was lost', async () => {
    const store = open()
    await store.create('runs/1/7', bytes('theirs'))
    failOnce(503, 'SlowDown')
    expect(await store.create('runs/1/7', bytes('mine'))).toBe(false)
  })

  it('tries a creation again that met another one under way', async () => {
    const store = open()
    failOnce(409, 'ConditionalRequestConflict')
    expect(await store.create('runs/1/7', bytes('mine'))).toBe(true)
    expect(server.answers).toEqual(['PUT 409', 'PUT 200'])
  })

  it('writes a long stream in parts, whatever the sizes of its pieces', async () => {
    const store = open()
    const size = 19 * megabyte + 5
    const whole = Buffer.alloc(size, 'abcdefghijklmnopqrstuvw')
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (let start = 0; start < size; start += 3 * megabyte + 1) yield whole.subarray(start, start + 3 * megabyte + 1)
    }
    await store.put('long', pieces())
    expect(server.answers).toEqual(['POST 200', 'PUT 200', 'PUT 200', 'PUT 200', 'POST 200'])
    const stream = await store.stream('long')
    expect(Buffer.concat(stream ? await collect(stream) : []).equals(whole)).toBe(true)
  })

  it('takes back the parts of a stream that breaks', async () => {
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(9 * megabyte)
      throw new Error('the source broke')
    }
    await expect(open().put('long', breaking())).rejects.toThrow('the source broke')
    expect(server.answers).toEqual(['POST 200', 'PUT 200', 'DELETE 204'])
  })

  it('lists more keys than fit on a page', async () => {
    const store = open()
    const keys = Array.from({ length: 1005 }, (_, index) => `many/${String(index).padStart(4, '0')}`)
    await Promise.all(keys.map((key) => store.put(key, bytes(key))))
    expect(await collect(store.list('many/'))).toEqual(keys)
  })

  it.each([
    [404, 'NoSuchBucket', 's3-no-bucket'],
    [403, 'AccessDenied', 's3-denied'],
    [301, 'PermanentRedirect', 's3-other-region'],
    [403, 'InvalidAccessKeyId', 's3-no-credentials'],
    [501, 'NotImplemented', 's3-failed'],
  ])('tells what %i %s means', async (status, code, expected) => {
    server.fault = () => ({ status, code })
    const store = open()
    const actions = [
      () => store.get('a'),
      () => store.put('a', bytes('x')),
      () => store.create('a', bytes('x')),
      () => store.stream('a'),
      () => store.range('a', 0, 1),
      () => collect(store.list('')),
      () => store.delete('a'),
    ]
    for (const action of actions) {
      await expect(action()).rejects.toMatchObject({ constructor: StoreFailure, diagnostic: { code: expected } })
    }
  })

  it('says when nothing answers', async () => {
    const store = s3Store({ bucket: 'kept', prefix: '', endpoint: 'http://127.0.0.1:9' })
    await expect(store.get('a')).rejects.toMatchObject({ diagnostic: { code: 's3-failed' } })
  })
})
