import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { WorkerPorts } from '../../../runner/index.js'
import { isBuilt, packageRoot } from '../../project/package-root.js'

/** How to start worker threads, when this program was built: from sources, everything is judged on one thread. */
export function workerPorts(storeLocation: string, root: string): { readonly workers?: WorkerPorts } {
  const entry = join(packageRoot(), 'dist', 'evaluate-worker.js')
  if (!isBuilt() || !existsSync(entry)) return {}
  const absolute = /^[a-z][a-z0-9+.-]+:\/\//i.test(storeLocation) ? storeLocation : resolve(root, storeLocation)
  return { workers: { entry: pathToFileURL(entry), storeLocation: absolute, count: availableParallelism() } }
}
