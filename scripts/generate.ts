/**
 * `npm run generate`: writes everything that is made from other files (schemas, reference pages).
 * With `--check` it puts back what was there, lists what was out of date and exits with 1.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { generateAwsSchemas } from './generate/aws-schemas.js'
import { generateAzureRequests } from './generate/azure-requests.js'
import { generateAzureSchemas } from './generate/azure-schemas.js'
import { generateGcpRequests } from './generate/gcp-requests.js'
import { generateGcpSchemas } from './generate/gcp-schemas.js'
import { generateReference } from './generate/reference.js'

type Files = ReadonlyMap<string, string>

const root = resolve(import.meta.dirname, '..')

/** The generated files as they are on disk, by path. */
function generatedFiles(): Files {
  const schemas = filesBelow('src/providers').filter((path) => /(schema|requests)\.json$/.test(path))
  return new Map([...schemas, ...filesBelow('docs/reference')].map((path) => [path, readFileSync(path, 'utf8')]))
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

async function generate(): Promise<void> {
  await generateAwsSchemas()
  await generateAzureSchemas()
  await generateAzureRequests()
  await generateGcpSchemas()
  await generateGcpRequests()
  await generateReference()
}

function restore(before: Files, after: Files): void {
  for (const path of after.keys()) if (!before.has(path)) rmSync(path)
  for (const [path, text] of before) {
    mkdirSync(dirname(path), { recursive: true })
    if (after.get(path) !== text) writeFileSync(path, text)
  }
}

const before = generatedFiles()
await generate()
const after = generatedFiles()
const changed = [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path))

if (process.argv.includes('--check')) {
  restore(before, after)
  for (const path of changed) console.error(`out of date: ${path.slice(root.length + 1)}`)
  if (changed.length > 0) console.error('run `npm run generate` and commit what it writes')
  process.exitCode = changed.length > 0 ? 1 : 0
} else {
  console.log(`${after.size} generated files, ${changed.length} changed`)
}
