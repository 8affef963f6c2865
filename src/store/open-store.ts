import { isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Outcome } from '../core/diagnostics.js'
import type { ObjectStore } from '../core/object-store.js'
import { storeDiagnostics } from './diagnostics.js'
import { folderStore } from './folder-store.js'
import { openS3Store } from './s3/index.js'

/** Opens a store by the scheme of its location. The location begins with the scheme. */
type StoreOpener = (location: string) => Outcome<ObjectStore | undefined>

const openers: ReadonlyMap<string, StoreOpener> = new Map([
  ['file', (location) => ({ value: folderStore(fileURLToPath(location)), diagnostics: [] })],
  ['s3', openS3Store],
] satisfies [string, StoreOpener][])

/**
 * Opens the store at a location: a folder (relative to `root`) or a URL whose scheme names the kind of store.
 * Nothing is created or checked before the first read or write.
 */
export function openStore(location: string, root: string = process.cwd()): Outcome<ObjectStore | undefined> {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(location)?.[1]?.toLowerCase()
  if (scheme === undefined) {
    return { value: folderStore(isAbsolute(location) ? location : resolve(root, location)), diagnostics: [] }
  }
  const opener = openers.get(scheme)
  if (opener) return opener(location)
  return { value: undefined, diagnostics: [storeDiagnostics.report('store-not-supported', { location, scheme })] }
}
