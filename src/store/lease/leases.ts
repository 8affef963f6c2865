import { collect } from '../../core/collect.js'
import type { ObjectStore } from '../../core/object-store.js'
import { readJson, writeJson } from '../json-object.js'
import { isHeld, type Lease, leaseKey, leasePrefix } from './lease-record.js'

/** Who asks for a lease. `mayTake` says whether a lease that is still held may be taken from its holder all the same. */
export interface LeaseRequest {
  readonly subject: string
  readonly run: string
  readonly runner: string
  readonly now: Date
  readonly expires: Date
  readonly mayTake: (holder: Lease) => boolean
}

/** A lease that was taken, or the one that stands in the way. */
export type LeaseAnswer =
  | { readonly kind: 'taken'; readonly lease: Lease }
  | { readonly kind: 'held'; readonly holder: Lease }

/**
 * Takes the lease of a subject. Every taking creates the next number exclusively, so of two who find a lease expired
 * only one has it; the greatest number is the lease that counts.
 */
export async function takeLease(store: ObjectStore, request: LeaseRequest): Promise<LeaseAnswer> {
  const { subject, run, runner, now, expires, mayTake } = request
  for (;;) {
    const keys = await collect(store.list(leasePrefix(subject)))
    const current = await latest(store, keys)
    if (isHeld(current, now) && !mayTake(current)) return { kind: 'held', holder: current }
    const lease = { subject, number: (current?.number ?? 0) + 1, run, runner, expires: expires.toISOString() }
    if (await store.create(leaseKey(lease), Buffer.from(JSON.stringify(lease)))) {
      for (const key of keys.slice(0, -1)) await store.delete(key)
      return { kind: 'taken', lease }
    }
  }
}

/** Extends a lease, unless somebody else has taken it since. */
export async function renewLease(store: ObjectStore, lease: Lease, expires: Date): Promise<Lease | undefined> {
  if (!(await isLatest(store, lease))) return undefined
  const renewed = { ...lease, expires: expires.toISOString() }
  await writeJson(store, leaseKey(lease), renewed)
  return (await isLatest(store, lease)) ? renewed : undefined
}

/** Gives a lease back. One that somebody else has taken since stays theirs. */
export async function releaseLease(store: ObjectStore, lease: Lease): Promise<void> {
  await writeJson(store, leaseKey(lease), { ...lease, released: true } satisfies Lease)
}

/** The lease that counts for a subject, if it ever had one. */
export async function readLease(store: ObjectStore, subject: string): Promise<Lease | undefined> {
  return await latest(store, await collect(store.list(leasePrefix(subject))))
}

async function latest(store: ObjectStore, keys: readonly string[]): Promise<Lease | undefined> {
  const key = keys.at(-1)
  return key === undefined ? undefined : await readJson<Lease>(store, key)
}

async function isLatest(store: ObjectStore, lease: Lease): Promise<boolean> {
  return (await collect(store.list(leasePrefix(lease.subject)))).at(-1) === leaseKey(lease)
}
