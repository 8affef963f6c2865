import type { Clock } from '../../core/clock.js'
import type { ObjectStore } from '../../core/object-store.js'
import {
  type Lease,
  type LeaseAnswer,
  readLease,
  releaseLease,
  renewLease,
  takeLease,
} from '../../store/lease/index.js'
import { RunLost } from '../../store/run-log/index.js'
import { hasEnded } from './ended-run.js'

/** How long a lease lasts without renewal, and how long before that its holder stops trusting it. */
const leaseMilliseconds = 60_000
const renewalMilliseconds = 20_000
const marginMilliseconds = 10_000

/** Whose leases are kept. */
export interface LeaseHolder {
  readonly store: ObjectStore
  readonly clock: Clock
  readonly run: string
  readonly runner: string
  readonly isGone: (runner: string) => boolean
}

/** The subject under which a run itself is leased. */
export function runSubject(run: string): string {
  return `run/${run}`
}

/**
 * Takes, renews and gives back the leases of one run: its own, and those of the resources it acts on. Whoever has the
 * run's own lease may take over resources that an earlier runner of the same run left behind.
 */
export class LeaseKeeper {
  private readonly held = new Map<string, Lease>()
  private timer: NodeJS.Timeout | undefined
  private lostTo: string | undefined
  private work: Promise<unknown> = Promise.resolve()

  constructor(private readonly holder: LeaseHolder) {}

  /** Takes the lease of the run itself, unless another living process has it. */
  async takeRun(): Promise<LeaseAnswer> {
    const { runner, isGone } = this.holder
    const answer = await this.take(
      runSubject(this.holder.run),
      (lease) => lease.runner === runner || isGone(lease.runner),
    )
    if (answer.kind === 'taken') this.timer = setInterval(() => void this.renewAll(), renewalMilliseconds).unref()
    return answer
  }

  /** Takes the lease of a resource, unless another run has it that has not ended. */
  async takeResource(address: string): Promise<LeaseAnswer> {
    const answer = await this.take(address, (lease) => lease.run === this.holder.run)
    if (answer.kind === 'taken' || !(await hasEnded(this.holder.store, answer.holder.run))) return answer
    const { run } = answer.holder
    return await this.take(address, (lease) => lease.run === this.holder.run || lease.run === run)
  }

  /** True while a subject is leased, as far as this process knows. */
  holds(subject: string): boolean {
    return this.held.has(subject)
  }

  /** The fencing token of a lease that surely still holds. Throws `RunLost` when it may not: nothing must be done then. */
  async fence(subject: string): Promise<number> {
    await this.assure(runSubject(this.holder.run))
    return await this.assure(subject)
  }

  /** Gives a resource back; or keeps it until the end of a wait, without anybody renewing it. */
  async release(address: string, keepUntil?: Date): Promise<void> {
    await this.inTurn(async () => {
      const lease = this.held.get(address)
      if (!lease) return
      this.held.delete(address)
      if (keepUntil) await renewLease(this.holder.store, lease, keepUntil)
      else await releaseLease(this.holder.store, lease)
    })
  }

  /** Gives back a resource that an earlier process of the run left leased while it waited. */
  async releaseKept(address: string): Promise<void> {
    const { store, run } = this.holder
    const lease = await readLease(store, address)
    if (lease?.run === run && !lease.released) await this.inTurn(() => releaseLease(store, lease))
  }

  /** Gives everything back that is still held, the run's own lease last. */
  async close(): Promise<void> {
    clearInterval(this.timer)
    if (this.lostTo !== undefined) return
    for (const subject of [...this.held.keys()].reverse()) await this.release(subject)
  }

  private take(subject: string, mayTake: (lease: Lease) => boolean): Promise<LeaseAnswer> {
    return this.inTurn(async () => {
      const { store, run, runner, clock } = this.holder
      const now = clock.now()
      const expires = new Date(now.getTime() + leaseMilliseconds)
      const answer = await takeLease(store, { subject, run, runner, now, expires, mayTake })
      if (answer.kind === 'taken') this.held.set(subject, answer.lease)
      return answer
    })
  }

  private async assure(subject: string): Promise<number> {
    if (this.remaining(subject) < marginMilliseconds) await this.inTurn(() => this.renew(subject))
    const lease = this.held.get(subject)
    if (this.lostTo !== undefined || !lease) throw new RunLost(this.holder.run, this.lostTo ?? 'another process')
    return lease.number
  }

  private remaining(subject: string): number {
    const lease = this.held.get(subject)
    return lease ? new Date(lease.expires).getTime() - this.holder.clock.now().getTime() : 0
  }

  private async renewAll(): Promise<void> {
    for (const subject of [...this.held.keys()]) await this.inTurn(() => this.renew(subject)).catch(() => undefined)
  }

  private async renew(subject: string): Promise<void> {
    const lease = this.held.get(subject)
    if (!lease) return
    const expires = new Date(this.holder.clock.now().getTime() + leaseMilliseconds)
    const renewed = await renewLease(this.holder.store, lease, expires)
    if (renewed) this.held.set(subject, renewed)
    else this.lostTo = 'another process'
  }

  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.work.then(task)
    this.work = result.catch(() => undefined)
    return result
  }
}
