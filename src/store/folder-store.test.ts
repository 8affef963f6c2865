import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { collect } from '../core/collect.js'
import { folderStore } from './folder-store.js'
import { describeObjectStore } from './object-store-contract.js'

const folders: string[] = []

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'escher-store-'))
  folders.push(folder)
  return folder
}

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

describeObjectStore('a folder store', async () => folderStore(await newFolder()))

const writer = `
import { folderStore } from ${JSON.stringify(fileURLToPath(new URL('folder-store.ts', import.meta.url)))}
const store = folderStore(process.argv[1])
const block = new Uint8Array(64 * 1024).fill(97)
async function* endless() { for (;;) yield block }
await store.put('small', new TextEncoder().encode('whole'))
for (let index = 0; ; index++) {
  await store.put('object-' + index, (async function* () { for (let n = 0; n < 16; n++) yield block })())
  process.stdout.write('.')
  if (index === 3) await store.put('endless', endless())
}`

async function killWhileWriting(folder: string): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', writer, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let written = 0
  for await (const dots of child.stdout) {
    written += String(dots).length
    if (written >= 4) break
  }
  child.kill('SIGKILL')
  await once(child, 'exit')
}

describe('a writer killed while writing', () => {
  it('leaves whole objects only', async () => {
    const folder = await newFolder()
    await killWhileWriting(folder)
    const store = folderStore(folder)
    const keys = await collect(store.list(''))
    expect(keys).toEqual(['object-0', 'object-1', 'object-2', 'object-3', 'small'])
    for (const key of keys.slice(0, 4)) expect((await readFile(join(folder, key))).length).toBe(16 * 64 * 1024)
    expect(await store.get('endless')).toBeUndefined()
    expect((await readdir(folder)).filter((name) => name === 'endless')).toEqual([])
  })
})
