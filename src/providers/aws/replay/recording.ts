import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Document } from '../description.js'

/** A recorded answer: its HTTP status, and the parsed result with the API's member names. */
export interface RecordedAnswer {
  readonly status: number
  readonly data: Document
}

/** A call was made that nothing was recorded of. */
export class MissingRecordingError extends Error {
  override readonly name = 'MissingRecording'
}

/**
 * A folder of `<endpoint prefix>.<Operation>_<n>.json` files. The k-th call of an operation gets file k, whatever it
 * asks; after the last it starts again at the first.
 */
export class Recording {
  readonly #folder: string
  readonly #files: ReadonlySet<string>
  readonly #calls: Map<string, number>
  readonly #defaults: Readonly<Record<string, Document>>

  private constructor(folder: string, files: readonly string[], options: RecordingOptions) {
    this.#folder = folder
    this.#files = new Set(files)
    this.#calls = new Map(Object.entries(options.skip ?? {}))
    this.#defaults = { ...answersWithoutRecording, ...options.defaults }
  }

  static async open(folder: string, options: RecordingOptions): Promise<Recording> {
    return new Recording(folder, await readdir(folder), options)
  }

  /** The next answer of an operation, e.g. `ec2.DescribeInstances`. */
  async next(operation: string): Promise<RecordedAnswer> {
    const file = this.#nextFile(operation)
    if (file !== undefined) {
      const { status_code, data } = JSON.parse(await readFile(join(this.#folder, file), 'utf8'))
      return { status: Number(status_code), data }
    }
    const data = this.#defaults[operation]
    if (data === undefined) throw new MissingRecordingError(`nothing was recorded of ${operation}`)
    return { status: 200, data }
  }

  #nextFile(operation: string): string | undefined {
    const call = (this.#calls.get(operation) ?? 0) + 1
    const found = [call, 1].find((number) => this.#files.has(`${operation}_${number}.json`))
    if (found === undefined) return undefined
    this.#calls.set(operation, found)
    return `${operation}_${found}.json`
  }
}

export interface RecordingOptions {
  /** Answers by operation that are used up already, e.g. `{ 'ec2.DescribeInstances': 1 }`. */
  readonly skip?: Readonly<Record<string, number>>
  /** Answers for operations that were not recorded, besides those that are given anyway. */
  readonly defaults?: Readonly<Record<string, Document>>
}

/** Reads make these calls where whoever recorded needed none; a bucket is then taken to be in the first region. */
const answersWithoutRecording: Readonly<Record<string, Document>> = { 's3.GetBucketLocation': {} }
