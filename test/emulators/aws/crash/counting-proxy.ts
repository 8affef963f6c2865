import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { collect } from '../../../../src/core/collect.js'
import type { StruckServer } from '../../../crash/killing.js'

/** Stands before the emulator, counts the calls that change something, and can be struck at each of their moments. */
export class CountingProxy implements StruckServer {
  /** The bodies of calls that change something, in order. */
  readonly changes: URLSearchParams[] = []
  onMoment: StruckServer['onMoment'] = async () => undefined
  private readonly server: Server

  constructor(private readonly endpoint: string) {
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
    const body = Buffer.concat(await collect(request as AsyncIterable<Buffer>))
    const call = new URLSearchParams(body.toString('utf8'))
    const changes = !/^(Describe|Get|List)/.test(call.get('Action') ?? 'Get')
    if (changes && (await this.onMoment('received', '')) === 'lost') return
    const { authorization = '', 'content-type': type = '' } = request.headers
    const answer = await fetch(`${this.endpoint}${request.url}`, {
      method: request.method ?? 'POST',
      headers: { authorization, 'content-type': type },
      body,
    })
    if (changes) this.changes.push(call)
    const text = await answer.text()
    if (changes) await this.onMoment('effected', '')
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/xml' })
    response.end(text)
    if (changes) await this.onMoment('answered', '')
  }
}
