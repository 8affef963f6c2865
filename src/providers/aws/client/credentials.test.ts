import { describe, expect, it } from 'vitest'
import { type AwsCredentials, keptUntilExpiry } from './credentials.js'

const minute = 60_000

function countingProvider(lifetime: number): { fetches: number; readonly fetch: () => Promise<AwsCredentials> } {
  const provider = {
    fetches: 0,
    fetch: async () => {
      provider.fetches++
      return { accessKeyId: `key-${provider.fetches}`, secretAccessKey: 'secret', expiration: new Date(lifetime) }
    },
  }
  return provider
}

describe('keptUntilExpiry', () => {
  it('fetches once for calls at the same time', async () => {
    const provider = countingProvider(60 * minute)
    const credentials = keptUntilExpiry(provider.fetch, () => 0)
    await Promise.all([credentials(), credentials(), credentials()])
    expect(provider.fetches).toBe(1)
  })

  it('fetches anew shortly before the end', async () => {
    const provider = countingProvider(60 * minute)
    let now = 0
    const credentials = keptUntilExpiry(provider.fetch, () => now)
    await credentials()
    now = 54 * minute
    expect((await credentials()).accessKeyId).toBe('key-1')
    now = 56 * minute
    expect((await credentials()).accessKeyId).toBe('key-2')
  })

  it('tries again after a failure', async () => {
    const answers = [Promise.reject(new Error('not yet')), Promise.resolve({ accessKeyId: 'a', secretAccessKey: 'b' })]
    const credentials = keptUntilExpiry(() => answers.shift() ?? Promise.reject(new Error('no more')))
    await expect(credentials()).rejects.toThrow('not yet')
    expect((await credentials()).accessKeyId).toBe('a')
  })
})
