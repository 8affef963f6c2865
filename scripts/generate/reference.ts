import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { diskFiles } from '../../src/cli/project/disk-files.js'
import { compileProject } from '../../src/compiler/index.js'
import type { Bundle } from '../../src/core/bundle.js'
import { hasErrors } from '../../src/core/diagnostics.js'
import { catalog } from '../../src/providers/catalog.js'
import { commandPages } from './reference/commands.js'
import { diagnosticReference } from './reference/diagnostics.js'
import { functionPage } from './reference/functions.js'
import { operationPages } from './reference/operations.js'
import type { ReferencePage } from './reference/page.js'
import { playbookPages } from './reference/playbooks.js'
import { policyPages } from './reference/policies.js'
import { typePages } from './reference/types.js'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, 'docs/reference')

/**
 * Writes `docs/reference` anew: commands, diagnostics, functions, resource types, operations,
 * policies, frameworks and playbooks.
 */
export async function generateReference(): Promise<void> {
  const bundle = await firstPartyBundle()
  const pages = [
    ...commandPages(),
    ...diagnosticReference(),
    functionPage(),
    ...(await typePages()),
    ...(await operationPages()),
    ...policyPages(bundle),
    ...playbookPages(bundle),
  ]
  rmSync(folder, { recursive: true, force: true })
  for (const page of pages) write(page)
}

async function firstPartyBundle(): Promise<Bundle> {
  const none = { list: async () => [], read: async () => new Uint8Array() }
  const clock = { now: () => new Date() }
  const { value, diagnostics } = await compileProject({ files: diskFiles(root), library: none, catalog, clock })
  if (hasErrors(diagnostics)) throw new Error('the first-party policies do not compile: run `escher check`')
  return value
}

function write({ path, text }: ReferencePage): void {
  const target = join(folder, path)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, text)
}
