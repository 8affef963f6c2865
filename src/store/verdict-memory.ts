import { crc32 } from 'node:zlib'
import { collect } from '../core/collect.js'
import type { ObjectStore } from '../core/object-store.js'
import type { Partition } from '../core/resource.js'
import { VerdictTable } from '../core/verdict-table.js'
import { digestBytes } from './digest-index.js'
import { objectKey } from './object-key.js'

const formatVersion = 2

/** What was judged of one partition: verdicts by line digest and policy, and the findings among them. */
export interface RememberedVerdicts<Draft> {
  /** By column: a hash of all that the verdicts depend on besides the resource itself. */
  readonly columns: readonly string[]
  /** The digests of the judged lines, one after another; a row of `verdicts` each. */
  readonly digests: Uint8Array
  readonly verdicts: VerdictTable
  readonly findings: readonly RememberedFinding<Draft>[]
}

/** What there was to say about one row and column. */
export interface RememberedFinding<Draft> {
  readonly row: number
  readonly column: number
  readonly draft: Draft
}

interface Header {
  readonly version: number
  readonly columns: readonly string[]
  readonly rows: number
  readonly digestBytes: number
  /** CRC-32 of all that follows the header: memory is not synced, so a crash may leave it torn. */
  readonly checksum: number
}

/** Reads what is remembered of a partition; what another version wrote, or a crash left torn, is as good as nothing. */
export async function readVerdicts<Draft>(
  store: ObjectStore,
  partition: Partition,
): Promise<RememberedVerdicts<Draft> | undefined> {
  const object = await store.get(memoryKey(partition))
  if (!object) return undefined
  const bytes = Buffer.from(object.body.buffer, object.body.byteOffset, object.body.length)
  const headerEnd = bytes.length < 4 ? 0 : 4 + bytes.readUInt32LE(0)
  const header = headerOf(bytes.subarray(4, headerEnd))
  if (header?.checksum !== crc32(bytes.subarray(headerEnd))) return undefined
  const verdictsAt = headerEnd + header.rows * digestBytes
  const findingsAt = verdictsAt + header.rows * Math.ceil(header.columns.length / 4)
  return {
    columns: header.columns,
    digests: bytes.subarray(headerEnd, verdictsAt),
    verdicts: new VerdictTable(header.rows, header.columns.length, bytes.subarray(verdictsAt, findingsAt)),
    findings: JSON.parse(bytes.toString('utf8', findingsAt)) as RememberedFinding<Draft>[],
  }
}

/** Remembers verdicts in place of what was remembered of the partition. */
export async function writeVerdicts<Draft>(
  store: ObjectStore,
  partition: Partition,
  memory: RememberedVerdicts<Draft>,
): Promise<void> {
  const { columns, digests, verdicts, findings } = memory
  const content = [digests, verdicts.bytes, Buffer.from(JSON.stringify(findings))]
  const checksum = content.reduce((sum, part) => crc32(part, sum), 0)
  const fields: Header = { version: formatVersion, columns, rows: verdicts.rows, digestBytes, checksum }
  const header = Buffer.from(JSON.stringify(fields))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(header.length)
  await store.put(memoryKey(partition), Buffer.concat([length, header, ...content]), { durable: false })
}

function headerOf(bytes: Uint8Array): Header | undefined {
  try {
    const header = JSON.parse(Buffer.from(bytes).toString('utf8')) as Header | null
    return header?.version === formatVersion && header.digestBytes === digestBytes ? header : undefined
  } catch {
    return undefined
  }
}

/** Forgets all verdicts, so that the next scan judges everything. */
export async function forgetVerdicts(store: ObjectStore): Promise<void> {
  for (const key of await collect(store.list('memory/'))) await store.delete(key)
}

function memoryKey({ account, region, type }: Partition): string {
  return `${objectKey('memory', account, region, type)}.verdicts`
}
