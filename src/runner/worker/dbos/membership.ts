import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import type { Client, QueryResult, QueryResultRow } from 'pg'
import type { EnginePackages } from './packages.js'

/** How often a worker shows that it lives, and after which silence the database takes it for gone. */
const beatMilliseconds = 2_000
export const silenceMilliseconds = 8_000
/** A worker trusts its own membership for less than the database does. */
const trustMilliseconds = 6_000
const aloneMilliseconds = 200
const connectMilliseconds = 10_000
/** The first PostgreSQL that has idle_session_timeout: https://www.postgresql.org/docs/release/14.0/ */
const oldestServer = 14

const namePrefix = 'worker/'

/** A name that no other worker ever has. */
export function newWorkerName(): string {
  return `${namePrefix}${hostname()}/${process.pid}/${randomBytes(6).toString('hex')}`
}

/** What happens to a worker's membership. */
export interface MembershipEvents {
  /** Told at every beat. */
  readonly onBeat: (membership: Membership) => Promise<void>
  /** Told when others take this worker for gone. */
  readonly onLost: () => void
}

/**
 * Shows that a worker lives: it holds a lock of its name on a connection of its own, and the database drops the
 * connection, and with it the lock, when the process ends or is silent. The lock belongs to the session, which a pooler in
 * transaction mode does not keep.
 */
export class Membership {
  private lastBeat = 0
  private questions: Promise<unknown> = Promise.resolve()
  /** True before this worker is one, and when it is one no more. */
  private closed = true
  private timer: NodeJS.Timeout | undefined

  private constructor(
    readonly worker: string,
    private readonly client: Client,
    private readonly events: MembershipEvents,
  ) {}

  /** Connects and takes the lock of the name. */
  static async join(
    { pg }: Pick<EnginePackages, 'pg'>,
    { url, worker }: { readonly url: string; readonly worker: string },
    events: MembershipEvents,
  ): Promise<Membership> {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'escher worker',
      keepAlive: true,
      connectionTimeoutMillis: connectMilliseconds,
    })
    const membership = new Membership(worker, client, events)
    client.on('error', () => membership.lose())
    client.on('end', () => membership.lose())
    try {
      await client.connect()
      await membership.begin()
    } catch (error) {
      await membership.leave()
      throw error
    }
    return membership
  }

  /** Takes the lock of another worker's name, which succeeds only when that worker is gone. */
  async tryLock(worker: string): Promise<boolean> {
    const answer = await this.query<{ taken: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken',
      [`escher/${worker}`],
    )
    return answer.rows[0]?.taken === true
  }

  /** Gives the lock of another worker's name back. */
  async unlock(worker: string): Promise<void> {
    await this.query('select pg_advisory_unlock(hashtextextended($1, 0))', [`escher/${worker}`])
  }

  /** True when nobody holds the lock of a worker's name. Of processes that are no workers nothing is known. */
  async isGone(worker: string): Promise<boolean> {
    if (worker === this.worker || !worker.startsWith(namePrefix) || !(await this.tryLock(worker))) return false
    await this.unlock(worker)
    return true
  }

  /**
   * Does something that no two workers may do at a time. A waiting question would hold a snapshot, for which the making of
   * an index waits in turn, so it is asked again and again.
   */
  async alone<T>(name: string, work: () => Promise<T>): Promise<T> {
    while (!(await this.tryLock(name))) await delay(aloneMilliseconds)
    try {
      return await work()
    } finally {
      await this.unlock(name)
    }
  }

  /** The workers other than this one to which work is assigned. */
  async assignedWorkers(): Promise<readonly string[]> {
    const answer = await this.query<{ executor_id: string }>(
      "select distinct executor_id from dbos.workflow_status where status = 'PENDING' and executor_id <> $1",
      [this.worker],
    )
    return answer.rows.map(({ executor_id }) => executor_id)
  }

  /** Resolves while nobody can take this worker for gone, as one that was frozen can be; throws otherwise. */
  async confirm(): Promise<void> {
    if (Date.now() - this.lastBeat > trustMilliseconds) await this.touch()
    if (this.closed) throw new Error(`worker ${this.worker} was taken for gone`)
  }

  /** Gives the lock back. */
  async leave(): Promise<void> {
    this.stop()
    await this.client.end().catch(() => undefined)
  }

  private async begin(): Promise<void> {
    const asked = Date.now()
    await this.expectKnownVersion()
    await this.query(`set idle_session_timeout = ${silenceMilliseconds}`)
    if (!(await this.tryLock(this.worker))) throw new Error(`another worker is called ${this.worker}`)
    this.lastBeat = asked
    this.closed = false
    this.timer = setInterval(() => void this.beat(), beatMilliseconds)
  }

  /** Older servers cannot drop a silent connection. */
  private async expectKnownVersion(): Promise<void> {
    const answer = await this.query<{ number: number; version: string }>(
      "select current_setting('server_version_num')::int as number, current_setting('server_version') as version",
    )
    const [found] = answer.rows
    if (found && found.number < oldestServer * 10_000) {
      throw new Error(`it is PostgreSQL ${found.version}, and workers need ${oldestServer} or later`)
    }
  }

  private async beat(): Promise<void> {
    try {
      await this.touch()
      await this.events.onBeat(this)
    } catch {
      if (Date.now() - this.lastBeat > silenceMilliseconds) this.lose()
    }
  }

  /** The time before the question counts, since the database may have answered any time after. */
  private async touch(): Promise<void> {
    const asked = Date.now()
    await this.query('select 1')
    this.lastBeat = asked
  }

  /** The connection takes one question after another. */
  private query<Row extends QueryResultRow>(text: string, values?: readonly string[]): Promise<QueryResult<Row>> {
    const answer = this.questions.then(() => this.client.query<Row>(text, [...(values ?? [])]))
    this.questions = answer.catch(() => undefined)
    return answer
  }

  private lose(): void {
    if (this.closed) return
    this.stop()
    this.events.onLost()
  }

  private stop(): void {
    this.closed = true
    clearInterval(this.timer)
  }
}
