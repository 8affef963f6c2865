import { expect, it } from 'vitest'
import { collect } from '../../core/collect.js'
import type { ObjectStore } from '../../core/object-store.js'
import { scratchStore } from './scratch-store.js'

const bytes = (text: string) => new TextEncoder().encode(text)

/** A store that nothing may be written to. */
function readOnly(objects: Readonly<Record<string, string>>): ObjectStore {
  const refuse = async () => {
    throw new Error('nothing may be written')
  }
  return {
    location: 'read only',
    get: async (key) => (key in objects ? { body: bytes(objects[key] ?? ''), version: '1' } : undefined),
    put: refuse,
    create: refuse,
    delete: refuse,
    stream: async () => undefined,
    range: async () => undefined,
    list: async function* (prefix) {
      yield* Object.keys(objects).filter((key) => key.startsWith(prefix))
    },
  }
}

it('shows what is below and what is written, and writes nothing below', async () => {
  const store = scratchStore(readOnly({ 'a/1': 'one', 'a/2': 'two' }))
  await store.put('a/3', bytes('three'))
  await store.delete('a/1')
  expect(await store.create('a/2', bytes('other'))).toBe(false)
  expect(await store.create('a/1', bytes('again'))).toBe(true)
  await store.delete('a/2')
  expect(await collect(store.list('a/'))).toEqual(['a/1', 'a/3'])
  expect(await store.get('a/2')).toBeUndefined()
  expect(new TextDecoder().decode((await store.get('a/1'))?.body)).toBe('again')
  expect(new TextDecoder().decode(await store.range('a/3', 1, 2))).toBe('hr')
})
