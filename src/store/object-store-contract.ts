import { describe, expect, it } from 'vitest'
import { collect } from '../core/collect.js'
import type { ObjectStore } from '../core/object-store.js'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (body: Uint8Array | undefined): string | undefined => body && new TextDecoder().decode(body)

async function keysOf(store: ObjectStore, prefix: string): Promise<string[]> {
  return await collect(store.list(prefix))
}

async function* parts(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of texts) yield bytes(part)
}

async function* failing(): AsyncGenerator<Uint8Array> {
  yield bytes('half')
  throw new Error('the source broke')
}

/** What every object store promises. `open` gives a new and empty one. */
export function describeObjectStore(name: string, open: () => Promise<ObjectStore>): void {
  describe(name, () => {
    it('gives back what was put, with a version that follows the content', async () => {
      const store = await open()
      await store.put('a/b.json', bytes('one'))
      const first = await store.get('a/b.json')
      await store.put('a/b.json', bytes('two'))
      const second = await store.get('a/b.json')
      expect([text(first?.body), text(second?.body)]).toEqual(['one', 'two'])
      expect(first?.version).not.toBe(second?.version)
    })

    it('knows nothing of keys that were never written', async () => {
      const store = await open()
      expect(await store.get('none')).toBeUndefined()
      expect(await store.stream('none/at/all')).toBeUndefined()
      expect(await store.range('none', 0, 4)).toBeUndefined()
      expect(await keysOf(store, '')).toEqual([])
      await expect(store.delete('none')).resolves.toBeUndefined()
    })

    it('creates a key once, and leaves the first content alone', async () => {
      const store = await open()
      const results = await Promise.all(
        Array.from({ length: 8 }, (_, index) => store.create('runs/1/7', bytes(`writer ${index}`))),
      )
      const winner = results.indexOf(true)
      expect(results.filter(Boolean)).toHaveLength(1)
      expect(text((await store.get('runs/1/7'))?.body)).toBe(`writer ${winner}`)
    })

    it('writes a stream of parts as one object', async () => {
      const store = await open()
      await store.put('streamed', parts('one ', 'two ', 'three'))
      const stream = await store.stream('streamed')
      expect(Buffer.concat(stream ? await collect(stream) : []).toString()).toBe('one two three')
    })

    it('shows nothing of a write whose source failed', async () => {
      const store = await open()
      await store.put('kept', bytes('before'))
      await expect(store.put('kept', failing())).rejects.toThrow('the source broke')
      await expect(store.put('fresh', failing())).rejects.toThrow('the source broke')
      expect(text((await store.get('kept'))?.body)).toBe('before')
      expect(await keysOf(store, '')).toEqual(['kept'])
    })

    it('reads a part of an object, cut at its end', async () => {
      const store = await open()
      await store.put('digits', bytes('0123456789'))
      expect(text(await store.range('digits', 2, 3))).toBe('234')
      expect(text(await store.range('digits', 8, 9))).toBe('89')
      expect(text(await store.range('digits', 20, 2))).toBe('')
    })

    it('lists keys below a prefix in ascending order', async () => {
      const store = await open()
      for (const key of ['scans/b', 'scans/a/2', 'scans/a-b', 'scans/a/1', 'other/x']) await store.put(key, bytes(key))
      expect(await keysOf(store, 'scans/')).toEqual(['scans/a-b', 'scans/a/1', 'scans/a/2', 'scans/b'])
      expect(await keysOf(store, 'scans/a/')).toEqual(['scans/a/1', 'scans/a/2'])
      expect(await keysOf(store, 'scans/a')).toEqual(['scans/a-b', 'scans/a/1', 'scans/a/2'])
    })

    it('forgets what was deleted', async () => {
      const store = await open()
      await store.put('gone', bytes('x'))
      await store.delete('gone')
      expect(await store.get('gone')).toBeUndefined()
    })

    it.each(['../outside', '/absolute', 'a//b', 'a/../b', 'a/./b', '', 'a\\b', 'a/\0'])(
      'refuses the key %j',
      async (key) => {
        const store = await open()
        await expect((async () => store.put(key, bytes('x')))()).rejects.toThrow('not an object key')
      },
    )
  })
}
