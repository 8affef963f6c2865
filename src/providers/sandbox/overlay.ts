import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { digest } from '../../core/canonical-json.js'
import type { EstateResource } from './estate-file.js'

/** One resource as operations left it. */
export interface OverlaidResource {
  readonly id: string
  readonly region: string
  /** Left out when the resource is gone. */
  readonly entry?: EstateResource
}

/** What operations changed in one account of an estate: files beside the store, since the estate itself is read-only. */
export interface Overlay {
  /** The changed, created and removed resources of a type, by id. */
  readonly list: (type: string) => Promise<readonly OverlaidResource[]>
  /** Records a resource as it is from now on; a reader sees the whole record or none of it. */
  readonly put: (type: string, resource: OverlaidResource) => Promise<void>
  /** Counts the calls of a kind over all processes: 1 for the first. */
  readonly countCall: (call: string) => Promise<number>
}

const extension = '.json'

/** The overlay of an account below `<root>/.escher/sandbox/<estate>/<account>`. Removing that folder resets it. */
export function openOverlay(root: string, estate: string, account: string): Overlay {
  const folder = join(root, '.escher', 'sandbox', folderName(estate), folderName(account))
  return {
    list: (type) => listResources(join(folder, 'resources', folderName(type))),
    put: (type, resource) => {
      const name = digest([resource.region, resource.id]).slice(0, 32)
      return writeWhole(join(folder, 'resources', folderName(type), `${name}${extension}`), resource)
    },
    countCall: (call) => countFile(join(folder, 'calls', digest(call).slice(0, 32))),
  }
}

/** A name of one path segment; `./estates/mine` and `estates/mine` are the same estate. */
function folderName(text: string): string {
  return encodeURIComponent(text.replace(/^\.\//, '')).replace(/^\.+/, (dots) => '%2E'.repeat(dots.length))
}

async function listResources(folder: string): Promise<readonly OverlaidResource[]> {
  const names = await readdir(folder).catch(absent)
  const files = (names ?? []).filter((name) => name.endsWith(extension))
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))
  const resources = texts.map((text) => JSON.parse(text) as OverlaidResource)
  return resources.sort((left, right) => (left.id < right.id ? -1 : 1))
}

async function writeWhole(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${randomUUID()}.writing`
  await writeFile(temporary, `${JSON.stringify(value, undefined, 2)}\n`, { flush: true })
  await rename(temporary, path)
}

/** Creates the first numbered file that is not there yet, and tells its number. */
async function countFile(folder: string, number = 1): Promise<number> {
  await mkdir(folder, { recursive: true })
  try {
    await (await open(join(folder, String(number)), 'wx')).close()
    return number
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    return countFile(folder, number + 1)
  }
}

function absent(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
