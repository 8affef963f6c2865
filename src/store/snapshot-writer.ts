import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { ObjectStore } from '../core/object-store.js'
import type { PartPath } from '../core/part-path.js'
import type { MetricRequirement } from '../core/policy.js'
import type { Partition, Resource } from '../core/resource.js'
import type { SnapshotChunk, SnapshotManifest, SnapshotPartition } from '../core/snapshot.js'
import { compareWords, DigestIndex, digestBytes, wordsOf } from './digest-index.js'
import { writeJson } from './json-object.js'
import { partTree } from './part-text.js'
import { encodeResource, type ResourceLine } from './resource-line.js'
import { digestsKey, manifestKey, partitionKey } from './snapshot-keys.js'

const compress = promisify(gzip)
const chunkBytes = 512 * 1024

/** What a partition is to hold. */
export interface PartitionContent extends Partition {
  readonly aspects: readonly string[]
  readonly metrics: readonly MetricRequirement[]
  /** Parts of the properties that readers will want without the others; none are told apart when left out. */
  readonly extract?: readonly PartPath[]
  readonly resources: AsyncIterable<Resource>
  /**
   * Digests of the same partition in an earlier snapshot. Lines that it lacks are put into chunks of their own, so
   * that who remembers the others need not read them.
   */
  readonly base?: Uint8Array | undefined
  /** Tells the objects of several attempts at one partition apart; the manifest names the one that counts. */
  readonly attempt?: string
}

/**
 * Writes one partition of a snapshot as the resources arrive, holding two chunks in memory at most. An empty partition
 * writes no object. When `resources` throws, nothing is written.
 */
export async function writePartition(
  store: ObjectStore,
  snapshot: string,
  content: PartitionContent,
): Promise<SnapshotPartition> {
  const key = partitionKey(snapshot, content, content.attempt)
  const ledger: PartitionLedger = { chunks: [], digests: [] }
  const compressed = compressedChunks(content, ledger)
  const first = await compressed.next()
  if (!first.done) await store.put(key, continued(first.value, compressed))
  const digests = Buffer.concat(ledger.digests)
  if (!first.done) await store.put(digestsKey({ key }), digests)
  const { type, account, region, aspects, metrics } = content
  const extract = first.done ? undefined : extractOf(content)
  const resources = digests.length / digestBytes
  return {
    type,
    account,
    region,
    key,
    resources,
    chunks: ledger.chunks,
    ...(extract ? { extract } : {}),
    aspects,
    metrics,
    digest: digestOfAll(digests),
  }
}

/** What to extract; nothing where readers want whole documents anyway. */
function extractOf({ extract }: PartitionContent): readonly PartPath[] | undefined {
  return extract?.some((path) => path.length === 0) ? undefined : extract
}

/** Writes the manifest, after which the snapshot exists. */
export async function writeManifest(store: ObjectStore, manifest: SnapshotManifest): Promise<void> {
  await writeJson(store, manifestKey(manifest.id), manifest)
}

interface PartitionLedger {
  readonly chunks: SnapshotChunk[]
  /** One buffer a chunk. */
  readonly digests: Buffer[]
}

class ChunkBuffer {
  private lines: ResourceLine[] = []
  private size = 0

  constructor(private readonly ledger: PartitionLedger) {}

  add(line: ResourceLine): boolean {
    this.lines.push(line)
    this.size += line.text.length
    return this.size >= chunkBytes
  }

  async flush(): Promise<Uint8Array | undefined> {
    const lines = this.lines
    if (lines.length === 0) return undefined
    this.lines = []
    this.size = 0
    const extracts = lines.flatMap(({ extract }) => extract ?? [])
    const packed = extracts.length > 0 ? await packedLines(extracts) : undefined
    const wholes = await packedLines(lines.map(({ text }) => text))
    const bytes = packed ? Buffer.concat([packed, wholes]) : wholes
    this.ledger.chunks.push({
      bytes: bytes.length,
      resources: lines.length,
      ...(packed ? { extractBytes: packed.length } : {}),
    })
    this.ledger.digests.push(Buffer.concat(lines.map((line) => line.digest)))
    return bytes
  }
}

async function packedLines(lines: readonly string[]): Promise<Uint8Array> {
  return await compress(lines.join(''), { level: 1 })
}

async function* compressedChunks(content: PartitionContent, ledger: PartitionLedger): AsyncGenerator<Uint8Array> {
  const extract = extractOf(content)
  const parts = extract && partTree(extract)
  const base = new DigestIndex(content.base ?? new Uint8Array(0))
  const kept = new ChunkBuffer(ledger)
  const fresh = new ChunkBuffer(ledger)
  for await (const resource of content.resources) {
    const line = encodeResource(resource, parts)
    const buffer = base.rowOf(line.digest) >= 0 ? kept : fresh
    const chunk = buffer.add(line) ? await buffer.flush() : undefined
    if (chunk) yield chunk
  }
  for (const buffer of [kept, fresh]) {
    const chunk = await buffer.flush()
    if (chunk) yield chunk
  }
}

async function* continued<T>(first: T, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  yield first
  yield* rest
}

/** Hashes the digests in ascending order, so that the order of the listing does not matter. */
function digestOfAll(digests: Buffer): string {
  const words = wordsOf(digests)
  const rows = Uint32Array.from({ length: digests.length / digestBytes }, (_, row) => row)
  rows.sort((left, right) => compareWords(words, left, right))
  const hash = createHash('sha256')
  for (const row of rows) hash.update(digests.subarray(row * digestBytes, (row + 1) * digestBytes))
  return hash.digest('hex')
}
