import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { diskFiles } from '../../src/cli/project/disk-files.js'
import { compileProject } from '../../src/compiler/index.js'
import type { Bundle } from '../../src/core/bundle.js'
import { fixedClock } from '../../src/core/clock.js'
import type { Outcome } from '../../src/core/diagnostics.js'
import type { ScanReport } from '../../src/core/scan.js'
import { catalog } from '../../src/providers/catalog.js'
import { createSandboxProvider } from '../../src/providers/sandbox/index.js'
import { scan } from '../../src/runner/index.js'
import { folderStore } from '../../src/store/index.js'

export const root = resolve(import.meta.dirname, '../..')
export const estateFolder = join(root, 'src/providers/sandbox/estate')

/** The day that the estate's dates were chosen for. */
export const acmeClock = fixedClock('2026-11-24T06:00:00Z')

/** The provider of the embedded estate. */
export const acmeSandbox = createSandboxProvider({ types: [...catalog.types.values()], estateFolder })

/** This repository's own files, compiled as `escher check` does. */
export async function compileRepositoryFiles(): Promise<Outcome<Bundle>> {
  return compileProject({ files: diskFiles(root), catalog, clock: acmeClock })
}

/** Scans the embedded estate with everything real but the clouds. */
export async function scanAcme(bundle: Bundle): Promise<ScanReport> {
  const folder = await mkdtemp(join(tmpdir(), 'escher-acme-'))
  const store = folderStore(folder)
  return scan({ bundle }, { store, catalog, providers: [acmeSandbox], clock: acmeClock, root: folder })
}
