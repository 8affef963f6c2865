import { collect } from '../../core/collect.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { RunRecord } from '../../core/run.js'
import { readJson } from '../json-object.js'
import { objectKey } from '../object-key.js'

/** The last record of a run at a moment. Kept elsewhere too, it shows when a run's tail was cut off afterwards. */
export interface RunHead {
  readonly run: string
  readonly number: number
  readonly hash: string
}

/** The head of a run with these records. */
export function headOf(records: readonly RunRecord[]): RunHead | undefined {
  const last = records.at(-1)
  return last && { run: last.run, number: last.number, hash: last.hash }
}

/** Anchors a run's head in the store. Heads are only ever added. */
export async function writeHead(store: ObjectStore, head: RunHead): Promise<void> {
  await store.create(headKey(head), Buffer.from(JSON.stringify(head)))
}

/** The heads that were anchored of a run, in the order of their numbers. */
export async function readHeads(store: ObjectStore, run: string): Promise<readonly RunHead[]> {
  const keys = await collect(store.list(`${objectKey('audit', 'heads', run)}/`))
  const heads = await Promise.all(keys.map((key) => readJson<RunHead>(store, key)))
  return heads.filter((head) => head !== undefined)
}

/** The runs of which heads are anchored: also those whose records are gone. */
export async function listAnchoredRuns(store: ObjectStore): Promise<readonly string[]> {
  const keys = await collect(store.list('audit/heads/'))
  return [...new Set(keys.flatMap((key) => key.split('/')[2] ?? []))].map(decodeURIComponent)
}

function headKey({ run, number, hash }: RunHead): string {
  return `${objectKey('audit', 'heads', run)}/${String(number).padStart(6, '0')}-${hash.slice(0, 16)}.json`
}
