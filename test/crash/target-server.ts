import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { bodyOf, closeServer, listenLocally } from '../support/local-server.js'

/** One call that changes something, as the server received it. */
export interface ServedCall {
  readonly token: string
  readonly property: string
  readonly value: string | null
  /** The process that sent it. */
  readonly runner: string
  /** True when that process had read the machine since its last change, or since it began. */
  readonly looked: boolean
}

/** When something may strike a process: a call has come, has taken effect, or has been answered. */
export type Moment = 'received' | 'effected' | 'answered'

/** Told a moment; the call waits for it. A call that is `lost` when it has come never takes effect. */
export type MomentListener = (moment: Moment, runner: string) => Promise<'lost' | undefined>

/** A machine behind HTTP that counts what it is told to do. */
export class TargetServer {
  readonly calls: ServedCall[] = []
  properties: Record<string, string | null> = {}
  onMoment: MomentListener = async () => undefined
  /** A value that is refused. */
  refused: string | undefined
  private readonly looked = new Set<string>()
  private readonly server: Server

  constructor() {
    this.server = createServer((request, response) => void this.serve(request, response))
  }

  async listen(): Promise<string> {
    return await listenLocally(this.server)
  }

  async close(): Promise<void> {
    await closeServer(this.server)
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const runner = String(request.headers['x-runner'])
    const body = await bodyOf(request)
    if ((await this.onMoment('received', runner)) === 'lost') return
    const answer = request.method === 'GET' ? this.read(runner) : this.change(runner, body)
    await this.onMoment('effected', runner)
    response.writeHead(answer === undefined ? 409 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer ?? { message: 'refused' }))
    await this.onMoment('answered', runner)
  }

  private read(runner: string): unknown {
    this.looked.add(runner)
    return this.properties
  }

  private change(runner: string, body: string): unknown {
    const { property, value, token } = JSON.parse(body) as { property: string; value: string | null; token: string }
    this.calls.push({ token, property, value, runner, looked: this.looked.delete(runner) })
    if (value === this.refused) return undefined
    this.properties = { ...this.properties, [property]: value }
    return { ok: true }
  }
}
