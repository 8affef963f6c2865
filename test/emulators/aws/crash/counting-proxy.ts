import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { collect } from '../../../../src/core/collect.js'
import type { StruckServer } from '../../../crash/killing.js'

/** A call that changed something. */
export interface Change {
  readonly body: URLSearchParams
  /** Who sent it: the application id that AWS SDKs take from AWS_SDK_UA_APP_ID. */
  readonly runner: string
  /** True when the sender had read the resource since its last change to it, or since it began. */
  readonly looked: boolean
  /** When it came, in milliseconds. */
  readonly at: number
}

/** Stands before the emulator, counts the calls that change something, and can be struck at the moments of calls. */
export class CountingProxy implements StruckServer {
  /** The calls that changed something, in order. */
  readonly changes: Change[] = []
  onMoment: StruckServer['onMoment'] = async () => undefined
  private readonly looked = new Set<string>()
  private readonly server: Server

  /** `told`: whether moments are told of changes alone, or of reads too. */
  constructor(
    private readonly endpoint: string,
    private readonly told: 'changes' | 'all' = 'changes',
  ) {
    this.server = createServer((request, response) => void this.forward(request, response))
  }

  readonly listen = async (): Promise<string> => {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise<void>((resolve) => this.server.close(() => resolve()))
  }

  private async forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = Buffer.concat(await collect(request as AsyncIterable<Buffer>))
    const body = new URLSearchParams(bytes.toString('utf8'))
    const runner = /\bapp\/(\S+)/.exec(request.headers['user-agent'] ?? '')?.[1] ?? ''
    const changes = !/^(Describe|Get|List)/.test(body.get('Action') ?? 'Get')
    const tell: StruckServer['onMoment'] = async (moment) =>
      changes || this.told === 'all' ? await this.onMoment(moment, runner) : undefined
    const at = Date.now()
    if ((await tell('received', runner)) === 'lost') return
    const { authorization = '', 'content-type': type = '' } = request.headers
    const answer = await fetch(`${this.endpoint}${request.url}`, {
      method: request.method ?? 'POST',
      headers: { authorization, 'content-type': type },
      body: bytes,
    })
    this.count({ body, runner, changes, at })
    const text = await answer.text()
    await tell('effected', runner)
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/xml' })
    response.end(text)
    await tell('answered', runner)
  }

  private count({ body, runner, changes, at }: Omit<Change, 'looked'> & { readonly changes: boolean }): void {
    const glances = [...body.values()].map((value) => `${runner} ${value}`)
    if (!changes) for (const glance of glances) this.looked.add(glance)
    else this.changes.push({ body, runner, at, looked: glances.some((glance) => this.looked.delete(glance)) })
  }
}
