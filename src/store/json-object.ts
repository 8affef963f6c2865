import type { ObjectStore } from '../core/object-store.js'

/** The JSON value under a key, as what this program wrote there; undefined when nothing has the key. */
export async function readJson<T>(store: ObjectStore, key: string): Promise<T | undefined> {
  const object = await store.get(key)
  return object && (JSON.parse(Buffer.from(object.body).toString('utf8')) as T)
}

/** Writes a value as JSON. */
export async function writeJson(store: ObjectStore, key: string, value: unknown): Promise<void> {
  await store.put(key, Buffer.from(JSON.stringify(value)))
}
