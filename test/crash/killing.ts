import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import type { Plan } from '../../src/core/plan.js'
import type { Moment, MomentListener } from './target-server.js'

/** Bundles the driver once, so that every process starts as fast as an installed one. Gives the script's path. */
export async function bundleDriver(entry = 'test/crash/driver.ts'): Promise<string> {
  const root = resolve(import.meta.dirname, '../..')
  const outfile = join(root, 'node_modules/.cache/escher-crash', entry.replaceAll('/', '-').replace(/\.ts$/, '.mjs'))
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    conditions: ['source'],
  })
  return outfile
}

/** A server that can be listened to while it serves. */
export interface StruckServer {
  onMoment: MomentListener
  readonly listen: () => Promise<string>
}

/** A store in a folder, a server, and a plan to be applied there. */
export interface CrashSite {
  readonly driver: string
  readonly folder: string
  readonly server: StruckServer
  readonly url: string
  readonly planFile: string
}

export async function crashSite(driver: string, server: StruckServer, plan: Plan): Promise<CrashSite> {
  const folder = await mkdtemp(join(tmpdir(), 'escher-crash-'))
  const planFile = join(folder, 'plan.json')
  await writeFile(planFile, JSON.stringify(plan))
  return { driver, folder, server, url: await server.listen(), planFile }
}

/** When to kill: at a moment of the request with a number, or so many milliseconds after it. A call struck as it comes is lost. */
export interface Strike {
  readonly request: number
  readonly moment: Moment
  readonly delay: number
}

/** Starts a process and kills it with SIGKILL at the strike; gives what it printed, or `killed`. */
export async function runUntil(site: CrashSite, strike: Strike | undefined): Promise<string> {
  const { driver, folder, server, url, planFile } = site
  const child = spawn(process.execPath, [driver, folder, url, planFile], { stdio: ['ignore', 'pipe', 'inherit'] })
  let requests = 0
  server.onMoment = async (moment) => {
    if (moment === 'received') requests += 1
    if (strike === undefined || requests !== strike.request || moment !== strike.moment) return undefined
    if (strike.delay > 0) {
      setTimeout(() => child.kill('SIGKILL'), strike.delay)
      return undefined
    }
    await killed(child)
    return moment === 'received' ? 'lost' : undefined
  }
  return await outputOf(child)
}

async function killed(child: ChildProcess): Promise<void> {
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await exit
}

async function outputOf(child: ChildProcess): Promise<string> {
  let output = ''
  child.stdout?.on('data', (part) => {
    output += String(part)
  })
  const signal = await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)))
  return signal === 'SIGKILL' ? 'killed' : output.trim()
}
