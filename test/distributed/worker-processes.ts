import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'

/** What the workers of a park share. */
export interface WorkerSite {
  readonly url: string
  readonly folder: string
  readonly park: string
  /** The instant at which their clocks stand still, if they do. */
  readonly now?: string
}

/** The script of a worker of a park, to be bundled. */
export const parkWorker = 'test/distributed/worker-process.ts'

/** What a worker says to a command with a number; 0 is its start, to which it says its name. */
export interface Answer {
  readonly id: number
  readonly value?: unknown
  readonly failed?: string
}

/** A worker process that obeys commands; see `obey`. */
export class WorkerProcess {
  readonly exit: Promise<number | NodeJS.Signals | null>
  private readonly waiting = new Map<number, (answer: Answer) => void>()
  private asked = 0
  private name = ''

  private constructor(private readonly child: ChildProcess) {
    this.exit = once(child, 'exit').then(([code, signal]) => code ?? signal)
    if (!child.stdout) throw new Error('a worker prints')
    createInterface({ input: child.stdout }).on('line', (line) => this.hear(JSON.parse(line)))
  }

  /** Starts a bundled script, which is given the site, and resolves when it has joined the workers. */
  static async start(
    script: string,
    site: object,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<WorkerProcess> {
    const child = spawn(process.execPath, [script, JSON.stringify(site)], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...environment },
    })
    const worker = new WorkerProcess(child)
    const ended = worker.exit.then((code) => Promise.reject(new Error(`a worker ended at its start with ${code}`)))
    worker.name = String(await Promise.race([worker.answer(0), ended]))
    ended.catch(() => undefined)
    return worker
  }

  /** The worker's name among workers. */
  get worker(): string {
    return this.name
  }

  async ask(command: string, argument?: unknown): Promise<unknown> {
    const id = ++this.asked
    const answer = this.answer(id)
    this.child.stdin?.write(`${JSON.stringify([id, command, argument ?? null])}\n`)
    return await answer
  }

  /** Signals the process and resolves when it is dead or stands still. */
  async strike(signal: 'SIGKILL' | 'SIGSTOP'): Promise<void> {
    this.child.kill(signal)
    if (signal === 'SIGKILL') await this.exit
    else while (!this.stands()) await delay(5)
  }

  /** Lets a process that stands still go on. */
  wakeUp(): void {
    this.child.kill('SIGCONT')
  }

  /** Ends the process in whatever state it is. */
  async end(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.exit
  }

  private stands(): boolean {
    return execFileSync('ps', ['-o', 'state=', '-p', String(this.child.pid)], { encoding: 'utf8' }).startsWith('T')
  }

  private answer(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ value, failed }) => (failed === undefined ? resolve(value) : reject(new Error(failed))))
    })
  }

  private hear(answer: Answer): void {
    this.waiting.get(answer.id)?.(answer)
    this.waiting.delete(answer.id)
  }
}
