import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'

/** What workers share. */
export interface WorkerSite {
  readonly url: string
  readonly folder: string
  readonly park: string
  /** The instant at which their clocks stand still, if they do. */
  readonly now?: string
}

/** Bundles the worker once, so that every process starts as fast as an installed one. Gives the script's path. */
export async function bundleWorker(): Promise<string> {
  const root = resolve(import.meta.dirname, '../..')
  const outfile = join(root, 'node_modules/.cache/escher-distributed/worker.mjs')
  await build({
    absWorkingDir: root,
    entryPoints: ['test/distributed/worker-process.ts'],
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

/** A worker process that obeys commands. */
export class WorkerProcess {
  readonly exit: Promise<number | NodeJS.Signals | null>
  private readonly waiting = new Map<string, (value: unknown) => void>()
  private name = ''

  private constructor(private readonly child: ChildProcess) {
    this.exit = once(child, 'exit').then(([code, signal]) => code ?? signal)
    if (!child.stdout) throw new Error('a worker prints')
    createInterface({ input: child.stdout }).on('line', (line) => this.hear(JSON.parse(line)))
  }

  static async start(script: string, { url, folder, park, now = '' }: WorkerSite): Promise<WorkerProcess> {
    const child = spawn(process.execPath, [script, url, folder, park, now], { stdio: ['pipe', 'pipe', 'inherit'] })
    const worker = new WorkerProcess(child)
    worker.name = String(await worker.answer('worker'))
    return worker
  }

  /** The worker's name among workers. */
  get worker(): string {
    return this.name
  }

  async ask(command: string, argument?: unknown): Promise<unknown> {
    const answer = this.answer(command)
    this.child.stdin?.write(`${JSON.stringify([command, argument ?? null])}\n`)
    return await answer
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal)
  }

  /** Ends the process in whatever state it is. */
  async end(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.exit
  }

  private answer(name: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.waiting.set(name, resolve)
      this.waiting.set('failed', (error) => reject(new Error(String(error))))
    })
  }

  private hear(answer: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(answer)) this.waiting.get(name)?.(value)
  }
}
