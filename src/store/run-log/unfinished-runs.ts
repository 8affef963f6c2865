import type { ObjectStore } from '../../core/object-store.js'
import { readRecord, recordNumber } from './record.js'

const readsAtOnce = 16

/**
 * The ids of runs whose last record does not say that they have finished, oldest first. Reads one record of each run; what
 * else the records say is not looked at.
 */
export async function listUnfinishedRuns(store: ObjectStore): Promise<readonly string[]> {
  const last = new Map<string, { readonly key: string; readonly number: number }>()
  for await (const key of store.list('runs/')) {
    const [, id = ''] = key.split('/')
    const number = recordNumber(key)
    if (number !== undefined && number > (last.get(id)?.number ?? 0)) last.set(id, { key, number })
  }
  const runs = [...last]
  const unfinished: string[] = []
  for (let start = 0; start < runs.length; start += readsAtOnce) {
    const batch = runs.slice(start, start + readsAtOnce)
    const finished = await Promise.all(batch.map(([, { key }]) => isFinish(store, key)))
    unfinished.push(...batch.flatMap(([id], index) => (finished[index] ? [] : [decodeURIComponent(id)])))
  }
  return unfinished
}

async function isFinish(store: ObjectStore, key: string): Promise<boolean> {
  const object = await store.get(key)
  const reading = object && readRecord(object.body)
  return reading?.kind === 'record' && reading.record.event.kind === 'finished'
}
