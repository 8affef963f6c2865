import { canonicalJson } from '../../core/canonical-json.js'
import type { ObjectStore } from '../../core/object-store.js'

/**
 * Writes what `make` gives for the next free number below a folder, as `<folder>/000001.json`; tells its key. Whoever
 * loses a race for a number goes on with the next one.
 */
export async function createNumbered(
  store: ObjectStore,
  folder: string,
  make: (number: number) => unknown,
): Promise<string> {
  for (let number = (await highestNumber(store, folder)) + 1; ; number++) {
    const key = numberedKey(folder, number)
    if (await store.create(key, Buffer.from(canonicalJson(make(number))))) return key
  }
}

/** The key of a numbered record. */
export function numberedKey(folder: string, number: number): string {
  return `${folder}/${String(number).padStart(6, '0')}.json`
}

/** The highest number below a folder; 0 when there is none. */
export async function highestNumber(store: ObjectStore, folder: string): Promise<number> {
  let highest = 0
  for await (const key of store.list(`${folder}/`)) {
    const number = /\/(\d+)\.[a-z.]+$/.exec(key)?.[1]
    highest = Math.max(highest, Number(number ?? 0))
  }
  return highest
}

/** The JSON value of an object; undefined when there is none, or when what is there is not JSON. */
export async function readRecord(store: ObjectStore, key: string): Promise<unknown> {
  const object = await store.get(key)
  try {
    return object && JSON.parse(Buffer.from(object.body).toString('utf8'))
  } catch {
    return undefined
  }
}
