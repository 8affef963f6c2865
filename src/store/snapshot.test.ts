import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { collect } from '../core/collect.js'
import type { ObjectStore } from '../core/object-store.js'
import type { Resource } from '../core/resource.js'
import type { SnapshotManifest, SnapshotPartition } from '../core/snapshot.js'
import { folderStore } from './folder-store.js'
import { encodeResource } from './resource-line.js'
import { listSnapshots, readChunks, readDigests, readManifest, readResources } from './snapshot-reader.js'
import { type PartitionContent, writeManifest, writePartition } from './snapshot-writer.js'

let folder: string
let store: ObjectStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escher-snapshot-'))
  store = folderStore(folder)
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const partition = { type: 'aws.s3.bucket', account: '111111111111', region: 'eu-west-1' }

function bucket(id: string, properties: Record<string, unknown> = {}): Resource {
  return { ...partition, id, name: id, tags: { team: 'data' }, properties: { Name: id, ...properties } }
}

async function* each(resources: readonly Resource[]): AsyncGenerator<Resource> {
  yield* resources
}

function content(resources: readonly Resource[], more: Partial<PartitionContent> = {}): PartitionContent {
  return { ...partition, aspects: [], metrics: [], resources: each(resources), ...more }
}

function manifest(id: string): SnapshotManifest {
  const at = '2026-08-01T00:00:00.000Z'
  return { version: 1, id, startedAt: at, finishedAt: at, interrupted: false, partitions: [], unreadAccounts: [] }
}

const resourceArbitrary = fc.record({
  id: fc.string({ minLength: 1 }),
  tags: fc.dictionary(fc.string(), fc.string()),
  properties: fc.dictionary(fc.string(), fc.jsonValue()),
})

const pathsArbitrary = fc.array(fc.array(fc.option(fc.string()), { minLength: 1 }))

describe('a snapshot partition', () => {
  it('gives back every resource as it was, however its properties are called', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(resourceArbitrary, { maxLength: 8 }), pathsArbitrary, async (parts, extract) => {
        const written = parts.map((part) => JSON.parse(JSON.stringify({ ...bucket('x'), ...part })) as Resource)
        const stored = await writePartition(store, 'one', content(written, { extract }))
        expect(await collect(readResources(store, stored))).toEqual(written)
      }),
      { numRuns: 40 },
    )
  })

  it('gives the extracted parts of properties alone when asked', async () => {
    const resources = [bucket('a', { Acl: '\n}', Policy: { x: 1, y: 2 } }), bucket('b', { Policy: 'p' }), bucket('c')]
    const stored = await writePartition(store, 'one', content(resources, { extract: [['Acl'], ['Policy', 'y']] }))
    const [lines] = await collect(readChunks(store, stored))
    expect([0, 1, 2].map((row) => lines?.extract(row))).toEqual([
      { ...bucket('a'), properties: { Acl: '\n}', Policy: { y: 2 } } },
      { ...bucket('b'), properties: { Policy: 'p' } },
      { ...bucket('c'), properties: {} },
    ])
    expect([0, 1, 2].map((row) => lines?.whole(row))).toEqual(resources)
  })

  it('extracts nothing where whole documents are wanted', async () => {
    const stored = await writePartition(store, 'one', content([bucket('a')], { extract: [['Acl'], []] }))
    const [lines] = await collect(readChunks(store, stored))
    expect(stored.extract).toBeUndefined()
    expect(lines?.extract(0)).toEqual(bucket('a'))
  })

  it('of an earlier version, with a tab in every line and no extracts, is read whole', async () => {
    const { properties, ...header } = bucket('a', { Acl: 1 })
    const start = `${JSON.stringify(header).slice(0, -1)},"properties":{`
    const bytes = gzipSync(`${start}"Acl":1\t,"Name":"a"}}\n${start}\t"Name":"a"}}\n`)
    const chunks = [{ bytes: bytes.length, resources: 2 }]
    const old = {
      ...partition,
      key: 'old',
      resources: 2,
      chunks,
      leading: ['Acl'],
      aspects: [],
      metrics: [],
      digest: '',
    }
    await store.put('old', bytes)
    const [lines] = await collect(readChunks(store, old satisfies SnapshotPartition))
    expect(lines?.whole(0).properties).toEqual(properties)
    expect(lines?.extract(1)).toEqual(bucket('a'))
  })

  it('is plain gzip of one JSON text a line', async () => {
    const stored = await writePartition(store, 'one', content([bucket('ä'), bucket('b')]))
    const text = gunzipSync((await store.get(stored.key))?.body ?? Buffer.alloc(0)).toString()
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual(['ä', 'b'])
  })

  it('has a digest that neither order nor extracts change, and content does', async () => {
    const [a, b] = [bucket('a', { Acl: 1 }), bucket('b', { Acl: 2 })]
    const first = await writePartition(store, '1', content([a, b]))
    const same = await writePartition(store, '2', content([b, a], { extract: [['Acl']] }))
    const other = await writePartition(store, '3', content([a, bucket('b', { Acl: 3 })]))
    expect(same.digest).toBe(first.digest)
    expect(other.digest).not.toBe(first.digest)
  })

  it('keeps lines that the base lacks in chunks of their own', async () => {
    const before = Array.from({ length: 1000 }, (_, index) => bucket(`b-${index}`, { Pad: 'x'.repeat(1500) }))
    const base = await writePartition(store, '1', content(before))
    const after = before.map((resource, index) => (index % 100 === 7 ? bucket(resource.id, { Pad: 'new' }) : resource))
    const stored = await writePartition(store, '2', content(after, { base: await readDigests(store, base) }))
    expect(stored.chunks.at(-1)?.resources).toBe(10)
    const tail = await collect(readChunks(store, stored, { from: stored.chunks.length - 1 }))
    expect(tail.map((lines) => lines.whole(0).properties['Pad'])).toEqual(['new'])
    const ids = (resources: readonly Resource[]): string[] => resources.map((resource) => resource.id).sort()
    expect(ids(await collect(readResources(store, stored)))).toEqual(ids(after))
  })

  it('lists one digest a line, in the order of the lines', async () => {
    const resources = Array.from({ length: 900 }, (_, index) => bucket(`b-${index}`, { Pad: 'x'.repeat(1500) }))
    const stored = await writePartition(store, '1', content(resources))
    const expected = resources.map((resource) => encodeResource(resource).digest)
    expect(stored.chunks.length).toBeGreaterThan(1)
    expect(Buffer.from(await readDigests(store, stored))).toEqual(Buffer.concat(expected))
  })

  it('writes no object for an empty listing', async () => {
    const stored = await writePartition(store, '1', content([]))
    expect(await collect(readResources(store, stored))).toEqual([])
    expect(await readDigests(store, stored)).toHaveLength(0)
    expect(await collect(store.list(''))).toEqual([])
  })
})

describe('snapshots', () => {
  it('count once their manifest is written', async () => {
    await writePartition(store, '20260801T000000Z-aaaa', content([bucket('a')]))
    expect(await listSnapshots(store)).toEqual([])
    await writeManifest(store, manifest('20260801T000000Z-aaaa'))
    expect(await listSnapshots(store)).toEqual(['20260801T000000Z-aaaa'])
    expect((await readManifest(store, '20260801T000000Z-aaaa'))?.interrupted).toBe(false)
  })
})
