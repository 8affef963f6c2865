import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'

const program = process.env['ESCHER_OBJECT_SERVER'] ?? resolve('../shared/tools/object-store.mjs')

/** Why tests against a server that honours `If-None-Match` cannot run; undefined when they can. */
export const noObjectServer = existsSync(program) ? undefined : `${program} is absent`

/** What a test may do to the next answer: let it pass, lose it after the server has acted, or replace it. */
export type Fault = (
  request: IncomingMessage,
) => 'pass' | 'lose answer' | { readonly status: number; readonly code: string }

/** A server of objects in memory, behind a proxy that can lose answers. */
export class ObjectServer {
  fault: Fault = () => 'pass'
  /** Method and status of every answer, in order. */
  readonly answers: string[] = []

  private constructor(
    private readonly child: ChildProcess,
    private readonly proxy: Server,
    private readonly port: number,
  ) {}

  static async start(): Promise<ObjectServer> {
    const port = await freePort()
    const child = spawn(process.execPath, [program, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] })
    if (child.stdout) await once(child.stdout, 'data')
    const proxy = createServer((from, to) => server.forward(from, to))
    const server = new ObjectServer(child, proxy, port)
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    return server
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.proxy.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.child.kill()
    this.proxy.closeAllConnections()
    await new Promise((done) => this.proxy.close(done))
  }

  private forward(from: IncomingMessage, to: ServerResponse): void {
    const fault = this.fault(from)
    if (typeof fault === 'object') {
      this.answers.push(`${from.method} ${fault.status}`)
      from.resume()
      to.writeHead(fault.status, { 'content-type': 'application/xml' })
      to.end(`<Error><Code>${fault.code}</Code><Message>${fault.code}</Message></Error>`)
      return
    }
    const { method, url, headers } = from
    const onward = request({ host: '127.0.0.1', port: this.port, method, path: url, headers }, (answer) => {
      this.answers.push(`${method} ${answer.statusCode}`)
      if (fault === 'lose answer') {
        answer.resume().on('end', () => to.destroy())
        return
      }
      to.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(to)
    })
    onward.on('error', () => to.destroy())
    from.pipe(onward)
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  await new Promise((done) => probe.close(done))
  return port
}
