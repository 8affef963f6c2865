import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, link, mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ObjectStore, StoredObject } from '../core/object-store.js'
import { keySegments } from './object-key.js'

const temporaryPrefix = '.writing-'
const streamedBytes = 256 * 1024

/**
 * A store in a local folder. A write goes to a temporary file beside its place, is synced, and then takes its name:
 * by renaming for `put`, by a hard link for `create`, which fails when the name is taken. Network file systems are
 * not supported.
 */
export function folderStore(folder: string): ObjectStore {
  const pathOf = (key: string): string => join(folder, ...keySegments(key))
  return {
    location: `folder ${folder}`,
    get: (key) => read(pathOf(key)),
    put: async (key, body, { durable = true } = {}) => {
      await writeWhole(pathOf(key), body, { takeName: rename, durable })
    },
    create: (key, body) => writeWhole(pathOf(key), body, { takeName: linkInto, durable: true }),
    stream: (key) => streamFile(pathOf(key)),
    range: (key, start, length) => readRange(pathOf(key), start, length),
    list: (prefix) => listKeys(folder, prefix),
    delete: async (key) => {
      await absentIsUndefined(unlink(pathOf(key)))
    },
  }
}

async function read(path: string): Promise<StoredObject | undefined> {
  const body = await absentIsUndefined(readFile(path))
  if (!body) return undefined
  return {
    body,
    get version() {
      return createHash('sha256').update(body).digest('hex')
    },
  }
}

async function readRange(path: string, start: number, length: number): Promise<Uint8Array | undefined> {
  const file = await absentIsUndefined(open(path, 'r'))
  if (!file) return undefined
  try {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, start)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function streamFile(path: string): Promise<AsyncIterable<Uint8Array> | undefined> {
  const file = await absentIsUndefined(open(path, 'r'))
  return file?.createReadStream({ highWaterMark: streamedBytes })
}

interface Writing {
  readonly takeName: (temporary: string, path: string) => Promise<unknown>
  readonly durable: boolean
}

async function writeWhole(
  path: string,
  body: Uint8Array | AsyncIterable<Uint8Array>,
  { takeName, durable }: Writing,
): Promise<boolean> {
  const parent = dirname(path)
  await mkdir(parent, { recursive: true })
  const temporary = join(parent, `${temporaryPrefix}${randomUUID()}`)
  try {
    await writeNew(temporary, body, durable)
    const taken = (await takeName(temporary, path)) !== nameTaken
    if (taken && durable) await syncFolder(parent)
    return taken
  } finally {
    await absentIsUndefined(unlink(temporary))
  }
}

async function writeNew(path: string, body: Uint8Array | AsyncIterable<Uint8Array>, durable: boolean): Promise<void> {
  const file = await open(path, 'wx')
  try {
    if (body instanceof Uint8Array) await writeAll(file, body)
    else for await (const part of body) await writeAll(file, part)
    if (durable) await file.sync()
  } finally {
    await file.close()
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    written += (await file.write(bytes, written)).bytesWritten
  }
}

const nameTaken = Symbol('the name is taken')

async function linkInto(temporary: string, path: string): Promise<typeof nameTaken | undefined> {
  try {
    await link(temporary, path)
    return undefined
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return nameTaken
    throw error
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function* listKeys(folder: string, prefix: string): AsyncGenerator<string> {
  const cut = prefix.lastIndexOf('/')
  const start = cut < 0 ? [] : keySegments(prefix.slice(0, cut))
  for await (const key of walk(join(folder, ...start), start.join('/'))) {
    if (key.startsWith(prefix)) yield key
  }
}

async function* walk(folder: string, key: string): AsyncGenerator<string> {
  const entries = (await absentIsUndefined(readdir(folder, { withFileTypes: true }))) ?? []
  const sortKey = (entry: (typeof entries)[number]): string => (entry.isDirectory() ? `${entry.name}/` : entry.name)
  entries.sort((left, right) => (sortKey(left) < sortKey(right) ? -1 : 1))
  for (const entry of entries) {
    const below = key === '' ? entry.name : `${key}/${entry.name}`
    if (entry.isDirectory()) yield* walk(join(folder, entry.name), below)
    else if (!entry.name.startsWith(temporaryPrefix)) yield below
  }
}

async function absentIsUndefined<T>(operation: Promise<T>): Promise<T | undefined> {
  try {
    return await operation
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined
    throw error
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
