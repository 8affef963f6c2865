import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { BuiltCommandLine, folderWith } from './support/escher.js'
import { harbourWith } from './support/harbour.js'

let escher: BuiltCommandLine
let silent: Server
const running: ChildProcess[] = []

beforeAll(async () => {
  escher = await BuiltCommandLine.build()
  silent = createServer(() => undefined)
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening))
})
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})
afterAll(() => {
  silent.closeAllConnections()
  silent.close()
  escher.remove()
})

/** A repository with an account of the sandbox and one of AWS, where nothing ever answers. */
const files = harbourWith({
  'escher.config.yaml': `
accounts:
  - { name: harbour, id: '111111111111', cloud: aws, sandbox: ./estate, regions: [eu-west-1] }
  - { name: deep sea, id: '333333333333', cloud: aws, regions: [eu-west-1] }
`,
})

function start(words: readonly string[], folder: string): ChildProcess {
  const environment = {
    ...process.env,
    NO_COLOR: '1',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
    AWS_ACCESS_KEY_ID: 'nobody',
    AWS_SECRET_ACCESS_KEY: 'nothing',
  }
  const child = spawn(process.execPath, words, { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  return child
}

function ending(child: ChildProcess): Promise<{ code: number | null; out: string }> {
  let out = ''
  child.stdout?.on('data', (piece) => {
    out += piece
  })
  return new Promise((ended) => child.on('close', (code) => ended({ code, out })))
}

function said(child: ChildProcess, text: string): Promise<void> {
  return new Promise((heard) => child.stderr?.on('data', (piece) => String(piece).includes(text) && heard()))
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((next) => setTimeout(next, 20))
}

describe('Ctrl-C', () => {
  it('ends a scan with 130, keeps what was read and says that it was interrupted', async () => {
    const folder = folderWith(files)
    const asked = new Promise((request) => silent.once('request', request))
    const child = start([escher.entry, 'scan', '--json'], folder)
    const ended = ending(child)
    const snapshots = join(folder, '.escher/snapshots')
    const read = (): string[] => (existsSync(snapshots) ? readdirSync(snapshots, { recursive: true }) : []).map(String)
    await Promise.all([asked, until(() => read().some((path) => path.endsWith('.digests')))])
    child.kill('SIGINT')
    const { code, out } = await ended
    const report = JSON.parse(out)
    expect(code).toBe(130)
    expect(report).toMatchObject({ interrupted: true, findings: [{ resource: { id: 'vol-1' } }] })
    expect(report.coverage.unreadAccounts).toMatchObject([
      { account: '333333333333', unread: { reason: 'interrupted' } },
    ])
    const manifest = JSON.parse(readFileSync(join(snapshots, report.snapshot, 'manifest.json'), 'utf8'))
    expect(manifest).toMatchObject({ interrupted: true, partitions: [{ account: '111111111111', resources: 2 }] })
  })

  it('again ends the process at once, whatever it is doing', async () => {
    const module = JSON.stringify(resolve(import.meta.dirname, '../../src/cli/environment/interruption.ts'))
    const busy = `import(${module}).then(({ interruptible }) => {
      interruptible((text) => process.stderr.write(text))
      setInterval(() => undefined, 1000)
      process.stderr.write('busy')
    })`
    const child = start(['--import', import.meta.resolve('tsx'), '-e', busy], folderWith({}))
    const ended = ending(child)
    await said(child, 'busy')
    child.kill('SIGINT')
    await said(child, 'Ctrl-C again ends at once')
    expect(child.exitCode).toBeNull()
    child.kill('SIGINT')
    expect((await ended).code).toBe(130)
  })
})
