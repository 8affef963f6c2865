import type { ObjectStore } from '../../core/object-store.js'

/** A store that shows what another holds, and keeps whatever is written to it in memory only. */
export function scratchStore(below: ObjectStore): ObjectStore {
  const written = new Map<string, Uint8Array | undefined>()
  const bodyOf = async (key: string) => (written.has(key) ? written.get(key) : (await below.get(key))?.body)
  return {
    location: below.location,
    get: async (key) => {
      const body = written.get(key)
      if (!written.has(key)) return await below.get(key)
      return body && { body, version: 'scratch' }
    },
    put: async (key, body) => {
      written.set(key, body instanceof Uint8Array ? body : Buffer.concat(await piecesOf(body)))
    },
    create: async (key, body) => {
      if ((await bodyOf(key)) !== undefined) return false
      written.set(key, body)
      return true
    },
    stream: async (key) => {
      const body = written.get(key)
      if (!written.has(key)) return await below.stream(key)
      return body && once(body)
    },
    range: async (key, start, length) => {
      if (!written.has(key)) return await below.range(key, start, length)
      return written.get(key)?.subarray(start, start + length)
    },
    list: async function* (prefix) {
      const keys = new Set([...written.keys()].filter((key) => key.startsWith(prefix)))
      for await (const key of below.list(prefix)) keys.add(key)
      yield* [...keys].filter((key) => !written.has(key) || written.get(key) !== undefined).sort()
    },
    delete: async (key) => {
      written.set(key, undefined)
    },
  }
}

async function piecesOf(body: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return pieces
}

async function* once(body: Uint8Array): AsyncIterable<Uint8Array> {
  yield body
}
