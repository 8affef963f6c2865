import { gunzipSync } from 'node:zlib'
import type { Resource } from '../core/resource.js'
import type { SnapshotChunk } from '../core/snapshot.js'

const newline = 0x0a

/** The lines of a chunk: reads each as a resource, and unpacks only what is asked for. */
export class ChunkLines {
  private readonly wholes: PackedLines
  private readonly extracts: PackedLines

  /** `bytes` are the chunk as it is stored: its extracts, if it has any, and its lines. */
  constructor(
    bytes: Uint8Array,
    private readonly chunk: SnapshotChunk,
  ) {
    const { extractBytes = 0 } = chunk
    this.extracts = new PackedLines(bytes.subarray(0, extractBytes), 192 * 1024)
    this.wholes = new PackedLines(bytes.subarray(extractBytes), 640 * 1024)
  }

  get length(): number {
    return this.chunk.resources
  }

  /** The resource with all of its properties. */
  whole(row: number): Resource {
    return this.wholes.parse(row)
  }

  /** The resource with the extracted parts of its properties, or whole where nothing was extracted. */
  extract(row: number): Resource {
    return this.chunk.extractBytes === undefined ? this.whole(row) : this.extracts.parse(row)
  }
}

/** Lines of JSON that are unpacked when the first of them is wanted. */
class PackedLines {
  private content: Buffer | undefined
  private readonly ends: number[] = []

  /** `expected` bytes are set aside for the unpacked lines; more are when they take more. */
  constructor(
    private readonly packed: Uint8Array,
    private readonly expected: number,
  ) {}

  parse(row: number): Resource {
    const content = this.content ?? this.unpack()
    const start = row === 0 ? 0 : (this.ends[row - 1] ?? 0) + 1
    return JSON.parse(content.toString('utf8', start, this.ends[row]))
  }

  private unpack(): Buffer {
    const content = gunzipSync(this.packed, { chunkSize: this.expected })
    for (let end = content.indexOf(newline); end >= 0; end = content.indexOf(newline, end + 1)) this.ends.push(end)
    this.content = content
    return content
  }
}
