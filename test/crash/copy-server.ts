import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { CloudRequest } from '../../src/core/operation.js'
import { bodyOf, closeServer, listenLocally } from '../support/local-server.js'
import { machineBefore } from './remote-machine.js'
import type { MomentListener } from './target-server.js'

/** A copy as the server holds it. */
export interface ServedCopy {
  readonly id: string
  readonly step: string
  readonly Of: string
  Label: string
}

/** A machine of which copies are made. Their ids cannot be guessed, and the same call made twice makes two. */
export class CopyServer {
  readonly copies: ServedCopy[] = [{ id: 'copy-other', step: 'other', Of: machineBefore.id, Label: 'none' }]
  readonly calls: CloudRequest[] = []
  onMoment: MomentListener = async () => undefined
  private readonly server: Server

  constructor() {
    this.server = createServer((request, response) => {
      void this.answer(request).then((answer) => {
        if (answer === 'lost') return
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify(answer))
      })
    })
  }

  async listen(): Promise<string> {
    return await listenLocally(this.server)
  }

  async close(): Promise<void> {
    await closeServer(this.server)
  }

  private async answer(request: IncomingMessage): Promise<unknown> {
    const body = await bodyOf(request)
    if ((await this.onMoment('received', '')) === 'lost') return 'lost'
    const answer = request.method === 'GET' ? this.copies : this.change(JSON.parse(body) as CloudRequest)
    await this.onMoment('effected', '')
    return answer
  }

  private change(call: CloudRequest): unknown {
    this.calls.push(call)
    const { id, token, value } = call.input as { id: string; token: string; value: string }
    if (call.action === 'make-copy') {
      const made = { id: `copy-${randomUUID()}`, step: token, Of: id, Label: 'none' }
      this.copies.push(made)
      return { id: made.id }
    }
    for (const copy of this.copies) if (copy.id === id) copy.Label = value
    return {}
  }
}
