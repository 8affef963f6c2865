import { EventEmitter } from 'node:events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Membership, type MembershipEvents } from './membership.js'
import type { EnginePackages } from './packages.js'

/** A connection to a server of a version, which grants every lock. */
class FakeClient extends EventEmitter {
  static version = '15.4'
  static problem: Error | undefined
  static latest: FakeClient | undefined

  async connect(): Promise<void> {
    FakeClient.latest = this
    if (!FakeClient.problem) return
    this.emit('end')
    throw FakeClient.problem
  }

  async query(text: string): Promise<{ readonly rows: readonly unknown[] }> {
    const { version } = FakeClient
    if (text.includes('server_version')) return { rows: [{ number: Number.parseInt(version, 10) * 10_000, version }] }
    return { rows: text.includes('pg_try_advisory_lock') ? [{ taken: true }] : [] }
  }

  async end(): Promise<void> {
    this.emit('end')
  }
}

const pg = { Client: FakeClient } as unknown as EnginePackages['pg']

async function join(events: Partial<MembershipEvents>): Promise<Membership> {
  const all = { onBeat: async () => undefined, onLost: () => undefined, ...events }
  return await Membership.join({ pg }, { url: 'postgres://x@y/z', worker: 'worker/a' }, all)
}

describe('a membership', () => {
  afterEach(() => {
    FakeClient.version = '15.4'
    FakeClient.problem = undefined
  })

  it('is refused by a server that cannot drop silent connections', async () => {
    FakeClient.version = '13.9'
    await expect(join({})).rejects.toThrow('it is PostgreSQL 13.9, and workers need 14 or later')
  })

  it('that never came to be is not lost', async () => {
    FakeClient.problem = new Error('refused')
    const onLost = vi.fn()
    await expect(join({ onLost })).rejects.toThrow('refused')
    expect(onLost).not.toHaveBeenCalled()
  })

  it('is lost with its connection, and then confirms nothing', async () => {
    const onLost = vi.fn()
    const membership = await join({ onLost })
    await membership.confirm()
    FakeClient.latest?.emit('end')
    expect(onLost).toHaveBeenCalledOnce()
    await expect(membership.confirm()).rejects.toThrow('taken for gone')
  })

  it('that is given back is not lost', async () => {
    const onLost = vi.fn()
    await (await join({ onLost })).leave()
    expect(onLost).not.toHaveBeenCalled()
  })
})
