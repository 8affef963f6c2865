/** An object's content and the version that a conditional write may name. */
export interface StoredObject {
  readonly body: Uint8Array
  readonly version: string
}

export interface PutOptions {
  /** False for what may be lost, or be torn, when the machine fails: who reads it has to tell. */
  readonly durable?: boolean
}

/**
 * A tree of objects: a folder, a bucket, a container. Keys are relative paths with forward slashes.
 * A write is visible whole or not at all.
 */
export interface ObjectStore {
  /** For people: `folder .escher`, `s3://bucket/prefix`. */
  readonly location: string
  readonly get: (key: string) => Promise<StoredObject | undefined>
  /** Writes or replaces. */
  readonly put: (key: string, body: Uint8Array | AsyncIterable<Uint8Array>, options?: PutOptions) => Promise<void>
  /** Writes only if nothing has this key; `false` when something has. */
  readonly create: (key: string, body: Uint8Array) => Promise<boolean>
  readonly stream: (key: string) => Promise<AsyncIterable<Uint8Array> | undefined>
  /** A part of an object: `length` bytes from `start`, fewer where the object ends before. */
  readonly range: (key: string, start: number, length: number) => Promise<Uint8Array | undefined>
  /** Keys below a prefix in ascending order. */
  readonly list: (prefix: string) => AsyncIterable<string>
  readonly delete: (key: string) => Promise<void>
}
