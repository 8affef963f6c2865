import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { OperateOutcome, Provider, ProviderSession } from '../../src/core/provider.js'
import type { Resource } from '../../src/core/resource.js'
import { fakeResource } from '../support/fake-estate.js'
import { machineType } from '../support/fake-operations.js'

type Properties = Readonly<Record<string, unknown>>

/** One change that the park was told to make. */
export interface ParkCall {
  readonly machine: string
  readonly token: string
  readonly worker: string
}

/** Many machines behind HTTP, which count what they are told to do. Every change takes its time. */
export class MachinePark {
  readonly calls: ParkCall[] = []
  /** Told of every change before it is made. */
  onCall: (call: ParkCall) => void = () => undefined
  private readonly machines = new Map<string, Properties>()
  private readonly server: Server

  constructor(
    private readonly before: Properties,
    private readonly milliseconds: number,
  ) {
    this.server = createServer(async (request, response) => {
      const machine = decodeURIComponent(request.url?.slice(1) ?? '')
      if (request.method === 'POST') await this.change(machine, request)
      response.end(JSON.stringify(this.properties(machine)))
    })
  }

  async listen(): Promise<string> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((closed) => this.server.close(closed))
  }

  properties(machine: string): Properties {
    return this.machines.get(machine) ?? this.before
  }

  /** How often each token came. */
  countsByToken(): readonly number[] {
    const counts = new Map<string, number>()
    for (const { token } of this.calls) counts.set(token, (counts.get(token) ?? 0) + 1)
    return [...counts.values()]
  }

  private async change(machine: string, request: IncomingMessage): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const { property, value, token } = JSON.parse(Buffer.concat(parts).toString('utf8'))
    const call = { machine, token, worker: String(request.headers['x-worker']) }
    this.calls.push(call)
    this.onCall(call)
    await delay(this.milliseconds)
    this.machines.set(machine, { ...this.properties(machine), [property]: value })
  }
}

/** The provider of the machines of a park. */
export function parkProvider(park: string, worker: string): Provider {
  const machineOf = async (id: string): Promise<Resource> => {
    const response = await fetch(`${park}/${encodeURIComponent(id)}`)
    return fakeResource(machineType, id, (await response.json()) as Properties)
  }
  const operate: ProviderSession['operate'] = async ({ operation, target, params, token }): Promise<OperateOutcome> => {
    const [request] = operation.requests(target, params, token)
    const headers = { 'x-worker': worker }
    const body = JSON.stringify(request?.input)
    await fetch(`${park}/${encodeURIComponent(target.id)}`, { method: 'POST', headers, body })
    return { kind: 'performed', responses: [] }
  }
  return {
    name: 'park',
    types: [],
    serves: () => true,
    open: async (account) => ({
      session: {
        account,
        serial: false,
        regions: async () => ({ regions: ['r1'] }),
        read: async function* () {
          yield* []
        },
        readTarget: async ({ id }) => ({ kind: 'resource', resource: await machineOf(id) }),
        operate,
        close: async () => undefined,
      } satisfies ProviderSession,
    }),
  }
}
