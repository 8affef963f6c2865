import { collect } from '../../core/collect.js'
import type { ObjectStore } from '../../core/object-store.js'
import { objectKey } from '../object-key.js'
import { type Chain, type NumberedReading, walkChain } from './chain.js'
import { readRecord, recordNumber } from './record.js'

const readsAtOnce = 16

/** Reads all of a run's records; undefined when there is no such run. */
export async function readRun(store: ObjectStore, run: string): Promise<Chain | undefined> {
  const keys = await collect(store.list(`${objectKey('runs', run)}/`))
  if (keys.length === 0) return undefined
  const readings: NumberedReading[] = []
  for (let start = 0; start < keys.length; start += readsAtOnce) {
    const batch = keys.slice(start, start + readsAtOnce)
    readings.push(...(await Promise.all(batch.map((key) => readNumbered(store, key)))).flat())
  }
  return walkChain(
    run,
    readings.sort((left, right) => left.number - right.number),
  )
}

async function readNumbered(store: ObjectStore, key: string): Promise<readonly NumberedReading[]> {
  const number = recordNumber(key)
  if (number === undefined) return []
  const object = await store.get(key)
  return object ? [{ number, reading: readRecord(object.body) }] : []
}

/** The ids of all runs, oldest first. */
export async function listRuns(store: ObjectStore): Promise<readonly string[]> {
  const ids = new Set<string>()
  for await (const key of store.list('runs/')) {
    const [, id] = key.split('/')
    if (id !== undefined) ids.add(decodeURIComponent(id))
  }
  return [...ids]
}
