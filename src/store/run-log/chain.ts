import type { RunRecord, TornRecord } from '../../core/run.js'
import { noPrevious, type RecordReading } from './record.js'

/** What is wrong with a run's records. */
export type ChainFault =
  /** Content that does not have the hash that it says. */
  | { readonly kind: 'edited'; readonly number: number }
  /** No object under a number, though there are later ones. */
  | { readonly kind: 'gap'; readonly number: number }
  /** A record of another run, or of another number, that was copied here. */
  | { readonly kind: 'replayed'; readonly number: number; readonly run: string; readonly original: number }
  /** A whole record that does not continue the one before. */
  | { readonly kind: 'broken'; readonly number: number }
  /** An object that is no whole record, and that no later record owns up to. */
  | { readonly kind: 'torn'; readonly number: number }

/** A run's records as far as they can be trusted. */
export interface Chain {
  /** Whole records that continue one another from the first on. */
  readonly records: readonly RunRecord[]
  /** Torn objects after the last record: a write was cut off there. The next record has to own up to them. */
  readonly tornTail: readonly TornRecord[]
  /** Torn objects that a later record owned up to. */
  readonly torn: readonly TornRecord[]
  readonly faults: readonly ChainFault[]
  /** Whole records that are no part of the chain: edited, copied, or after a fault. To be shown, never to be relied on. */
  readonly untrusted: readonly RunRecord[]
}

/** One object of a run's folder, by its number. */
export interface NumberedReading {
  readonly number: number
  readonly reading: RecordReading
}

/** Walks the objects of a run's folder in order of their numbers and tells which of them make a chain. */
export function walkChain(run: string, readings: Iterable<NumberedReading>): Chain {
  const walk = new ChainWalk(run)
  for (const reading of readings) walk.take(reading)
  return walk.chain()
}

class ChainWalk {
  private readonly records: RunRecord[] = []
  private readonly torn: TornRecord[] = []
  private readonly faults: ChainFault[] = []
  private readonly untrusted: RunRecord[] = []
  private pending: TornRecord[] = []
  private next = 1
  private previous = noPrevious

  constructor(private readonly run: string) {}

  take({ number, reading }: NumberedReading): void {
    for (; this.next < number; this.next++) this.faults.push({ kind: 'gap', number: this.next })
    this.next = number + 1
    if (reading.kind === 'torn') this.pending.push({ number, digest: reading.digest })
    else if (reading.kind === 'edited') this.distrust({ kind: 'edited', number }, reading.record)
    else this.takeRecord(number, reading.record)
  }

  chain(): Chain {
    const { records, torn, faults, untrusted } = this
    return { records, tornTail: this.pending, torn, faults, untrusted }
  }

  private distrust(fault: ChainFault, record: RunRecord): void {
    this.faults.push(fault)
    this.untrusted.push(record)
  }

  private takeRecord(number: number, record: RunRecord): void {
    if (record.run !== this.run || record.number !== number) {
      this.distrust({ kind: 'replayed', number, run: record.run, original: record.number }, record)
      return
    }
    this.settlePending(record)
    if (record.previous !== this.previous) this.faults.push({ kind: 'broken', number })
    this.previous = record.hash
    if (this.faults.length === 0) this.records.push(record)
    else this.untrusted.push(record)
  }

  private settlePending({ event }: RunRecord): void {
    const owned = event.kind === 'resumed' || event.kind === 'cancel-requested' ? (event.torn ?? []) : []
    for (const torn of this.pending) {
      const isOwned = owned.some(({ number, digest }) => number === torn.number && digest === torn.digest)
      if (isOwned) this.torn.push(torn)
      else this.faults.push({ kind: 'torn', number: torn.number })
    }
    this.pending = []
  }
}
