import { createHash } from 'node:crypto'
import { canonicalJson, digest } from '../../core/canonical-json.js'
import type { RunEvent, RunRecord } from '../../core/run.js'
import { objectKey } from '../object-key.js'

/** What the first record has in the place of the hash of the one before. */
export const noPrevious = '0'.repeat(64)

const numberDigits = 6

/** The key of a run's record. */
export function recordKey(run: string, number: number): string {
  return `${objectKey('runs', run)}/${String(number).padStart(numberDigits, '0')}.json`
}

/** The number that a key below a run's folder stands for, or undefined when it is no record's key. */
export function recordNumber(key: string): number | undefined {
  const digits = /\/(\d{6,})\.json$/.exec(key)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** What a record is made of besides its hash. */
export interface RecordContent {
  readonly run: string
  readonly number: number
  readonly at: string
  readonly writer: string
  readonly previous: string
  readonly event: RunEvent
}

/** Seals a record with the hash of everything else in it. */
export function sealRecord(content: RecordContent): RunRecord {
  return { ...content, hash: digest(content) }
}

/** The bytes that a record is stored as: its canonical JSON. */
export function recordBytes(record: RunRecord): Uint8Array {
  return Buffer.from(`${canonicalJson(record)}\n`)
}

/** What stands under a record's key: a record whose hash holds, one that was changed, or a write that was cut off. */
export type RecordReading =
  | { readonly kind: 'record'; readonly record: RunRecord }
  | { readonly kind: 'edited'; readonly record: RunRecord }
  | { readonly kind: 'torn'; readonly digest: string }

/** Reads what stands under a record's key. A record that is not whole is never one. */
export function readRecord(body: Uint8Array): RecordReading {
  const record = parsed(body)
  if (!record) return { kind: 'torn', digest: createHash('sha256').update(body).digest('hex') }
  const { hash, ...rest } = record
  return { kind: digest(rest) === hash ? 'record' : 'edited', record }
}

function parsed(body: Uint8Array): RunRecord | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is RunRecord {
  if (typeof value !== 'object' || value === null) return false
  const { run, number, at, previous, event, hash } = value as Record<string, unknown>
  const texts = [run, at, previous, hash].every((text) => typeof text === 'string')
  return texts && typeof number === 'number' && typeof event === 'object' && event !== null && 'kind' in event
}
