import type { Clock } from '../../core/clock.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { Principal, RunEvent, RunRecord, TornRecord } from '../../core/run.js'
import type { Chain } from './chain.js'
import { noPrevious, type RecordReading, readRecord, recordBytes, recordKey, sealRecord } from './record.js'

const creationAttempts = 4

/** Somebody else has taken the run over: whoever learns this must do nothing more for it. */
export class RunLost extends Error {
  constructor(
    readonly run: string,
    readonly runner: string,
  ) {
    super(`run ${run} was taken over by ${runner}`)
  }
}

/** What a run log needs from outside. */
export interface RunLogPorts {
  readonly store: ObjectStore
  readonly clock: Clock
  /** Names this process: no other may have the same name. */
  readonly writer: string
  /** The person who has the run go on, if one does. */
  readonly principal?: Principal
  /** Waits so many milliseconds before a failed write is tried again. */
  readonly sleep: (milliseconds: number) => Promise<void>
}

/**
 * The log of one run, to which this process appends. A record's number is the fence: two processes cannot both write
 * number 7, and the one that comes second reads what the other wrote before it goes on.
 */
export class RunLog {
  private tail: Promise<unknown> = Promise.resolve()
  private next: number
  private previous: string

  private constructor(
    readonly run: string,
    private readonly ports: RunLogPorts,
    private readonly hear: (record: RunRecord) => void,
    private readonly isTakenOverBy: (event: RunEvent) => boolean,
    chain: Pick<Chain, 'records' | 'tornTail'>,
  ) {
    const last = chain.records.at(-1)
    this.next = Math.max(last?.number ?? 0, ...chain.tornTail.map(({ number }) => number)) + 1
    this.previous = last?.hash ?? noPrevious
  }

  /** The log of a run that has no record yet. `hear` is told every record in order, whoever wrote it. */
  static begin(run: string, ports: RunLogPorts, hear: (record: RunRecord) => void): RunLog {
    return new RunLog(run, ports, hear, isRunners, { records: [], tornTail: [] })
  }

  /** The log of a run that has records; `hear` is told those too. Appends `resumed` at once. */
  static async resume(chain: Chain, ports: RunLogPorts, hear: (record: RunRecord) => void): Promise<RunLog> {
    const [first] = chain.records
    if (!first || chain.faults.length > 0) throw new Error('a run is resumed from a chain without faults')
    for (const record of chain.records) hear(record)
    const log = new RunLog(first.run, ports, hear, isRunners, chain)
    await log.append(resumedEvent(ports, chain.tornTail))
    return log
  }

  /** Leaves a request to cancel in a run that another process may be running; it owns up to a write that was cut off. */
  static async requestCancel(chain: Chain, ports: RunLogPorts, by: string): Promise<RunRecord> {
    const [first] = chain.records
    if (!first || chain.faults.length > 0) throw new Error('a run is written to whose chain has no faults')
    const event: RunEvent = { kind: 'cancel-requested', by, ...ownedUp(chain.tornTail) }
    return await new RunLog(
      first.run,
      ports,
      () => undefined,
      () => false,
      chain,
    ).append(event)
  }

  /**
   * Appends an event and gives its record. Records that others wrote in the meantime are heard first. Throws `RunLost`
   * when one of them says that the run has another runner now.
   */
  append(event: RunEvent): Promise<RunRecord> {
    return this.inTurn(() => this.appendNext(event))
  }

  /** Hears what others wrote since, and writes nothing. Throws `RunLost` as appending does. */
  listen(): Promise<void> {
    return this.inTurn(() => this.hearOthers())
  }

  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.tail.then(task)
    this.tail = result.catch(() => undefined)
    return result
  }

  private async hearOthers(): Promise<void> {
    for (;;) {
      const standing = await this.ports.store.get(recordKey(this.run, this.next))
      const reading = standing && readRecord(standing.body)
      if (reading?.kind !== 'record') return
      this.take(reading.record)
      this.leaveToOthers(reading.record)
    }
  }

  private async appendNext(event: RunEvent): Promise<RunRecord> {
    for (;;) {
      const { run, next: number, previous } = this
      const { clock, writer } = this.ports
      const record = sealRecord({ run, number, at: clock.now().toISOString(), writer, previous, event })
      const standing = await this.create(record)
      if (standing.kind !== 'record') throw new RunLost(run, 'a write that was cut off')
      this.take(standing.record)
      if (standing.record.hash === record.hash) return record
      this.leaveToOthers(standing.record)
    }
  }

  private leaveToOthers({ run, event, writer }: RunRecord): void {
    if (this.isTakenOverBy(event)) throw new RunLost(run, writer ?? 'another process')
  }

  private take(record: RunRecord): void {
    this.next = record.number + 1
    this.previous = record.hash
    this.hear(record)
  }

  /** Creates the record and gives what stands under its number then: our own, or what somebody else put there before. */
  private async create(record: RunRecord): Promise<RecordReading> {
    const key = recordKey(record.run, record.number)
    for (let attempt = 1; ; attempt++) {
      try {
        if (await this.ports.store.create(key, recordBytes(record))) return { kind: 'record', record }
        const standing = await this.ports.store.get(key)
        if (standing) return readRecord(standing.body)
      } catch (error) {
        if (attempt === creationAttempts) throw error
      }
      if (attempt === creationAttempts) throw new Error(`${key} can neither be created nor read`)
      await this.ports.sleep(100 * 2 ** attempt)
    }
  }
}

function resumedEvent({ writer, principal }: RunLogPorts, torn: readonly TornRecord[]): RunEvent {
  return { kind: 'resumed', runner: writer, ...(principal ? { principal } : {}), ...ownedUp(torn) }
}

function ownedUp(torn: readonly TornRecord[]): { readonly torn?: readonly TornRecord[] } {
  return torn.length > 0 ? { torn } : {}
}

/** What only a runner writes: met unexpectedly, the run is another's. */
function isRunners({ kind }: RunEvent): boolean {
  return kind !== 'cancel-requested' && kind !== 'approved'
}
