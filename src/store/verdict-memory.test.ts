import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collect } from '../core/collect.js'
import type { ObjectStore } from '../core/object-store.js'
import { VerdictTable } from '../core/verdict-table.js'
import { DigestIndex, digestBytes } from './digest-index.js'
import { folderStore } from './folder-store.js'
import { forgetVerdicts, readVerdicts, writeVerdicts } from './verdict-memory.js'

let folder: string
let store: ObjectStore

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escher-memory-'))
  store = folderStore(folder)
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const partition = { type: 'aws.s3.bucket', account: '1', region: 'global' }

describe('remembered verdicts', () => {
  it('come back as they were, for any number of policies', async () => {
    const table = fc.integer({ min: 0, max: 9 }).chain((columns) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: columns, maxLength: columns }), {
        maxLength: 9,
      }),
    )
    await fc.assert(
      fc.asyncProperty(table, async (codes) => {
        const columns = (codes[0] ?? []).map((_, index) => `column ${index}`)
        const verdicts = new VerdictTable(codes.length, columns.length)
        for (const [at, row] of codes.entries()) {
          for (const [column, code] of row.entries()) verdicts.set(at, column, code)
        }
        const digests = new Uint8Array(codes.length * digestBytes).fill(7)
        const findings = codes.map((_, row) => ({ row, column: 0, draft: `finding ${row}` }))
        await writeVerdicts(store, partition, { columns, digests, verdicts, findings })
        const memory = await readVerdicts<string>(store, partition)
        const read = codes.map((row, at) => row.map((_, column) => memory?.verdicts.get(at, column)))
        expect(read).toEqual(codes)
        expect(memory?.findings).toEqual(findings)
        expect(Buffer.from(memory?.digests ?? [])).toEqual(Buffer.from(digests))
      }),
      { numRuns: 50 },
    )
  })

  it('that a crash tore, anywhere, are as good as none', async () => {
    const verdicts = new VerdictTable(1, 1)
    await writeVerdicts(store, partition, {
      columns: ['a'],
      digests: new Uint8Array(digestBytes).fill(7),
      verdicts,
      findings: [],
    })
    const [key = ''] = await collect(store.list('memory/'))
    const whole = (await store.get(key))?.body ?? new Uint8Array(0)
    for (let length = 0; length < whole.length; length++) {
      await store.put(key, whole.subarray(0, length))
      expect(await readVerdicts(store, partition)).toBeUndefined()
      await store.put(key, Buffer.concat([whole.subarray(0, length), Buffer.alloc(whole.length - length)]))
      const zeroed = await readVerdicts(store, partition)
      expect(zeroed === undefined || whole.subarray(length).every((byte) => byte === 0)).toBe(true)
    }
  })

  it('can be forgotten', async () => {
    const empty = { columns: [], digests: new Uint8Array(0), verdicts: new VerdictTable(0, 0), findings: [] }
    await writeVerdicts(store, partition, empty)
    await forgetVerdicts(store)
    expect(await readVerdicts(store, partition)).toBeUndefined()
  })
})

describe('DigestIndex', () => {
  it('finds every digest of its table and no other', () => {
    const digest = fc.uint8Array({ minLength: digestBytes, maxLength: digestBytes })
    fc.assert(
      fc.property(fc.uniqueArray(digest, { selector: (bytes) => bytes.join() }), digest, (digests, other) => {
        const table = Buffer.concat(digests)
        const index = new DigestIndex(table)
        expect([...index.rowsOf(table)]).toEqual(digests.map((_, row) => row))
        expect(index.rowOf(other)).toBe(digests.findIndex((known) => Buffer.compare(known, other) === 0))
      }),
    )
  })
})
