import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
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
  readonly property: string
  readonly token: string
  readonly worker: string
  /** When it came and when it took effect, in milliseconds; one that was lost never did. */
  readonly from: number
  to?: number
}

/** Something that a worker tells the park of, and that takes its time there. */
export interface ParkTale {
  readonly what: string
  readonly about: string
  readonly milliseconds: number
}

/** Many machines behind HTTP, which count what they are told to do. Every change takes its time. */
export class MachinePark {
  readonly calls: ParkCall[] = []
  readonly tales: (ParkTale & { readonly from: number; to?: number })[] = []
  /** Nothing is heard or changed before this is kept. */
  gate: Promise<void> = Promise.resolve()
  /** Told of every change before it is made. */
  onCall: (call: ParkCall) => void = () => undefined
  private readonly machines = new Map<string, Properties>()
  private readonly server: Server
  private heldWorker: string | undefined
  private readonly held: ((fate: 'done' | 'lost') => void)[] = []

  constructor(
    private readonly before: Properties,
    private readonly milliseconds: number,
  ) {
    this.server = createServer((request, response) => void this.serve(request, response))
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

  /** How often the change of each token took effect. */
  countsByToken(): readonly number[] {
    const counts = new Map<string, number>()
    for (const { token, to } of this.calls) if (to !== undefined) counts.set(token, (counts.get(token) ?? 0) + 1)
    return [...counts.values()]
  }

  /** From now on no change of that worker takes effect or is answered, until it is let go. */
  hold(worker: string): void {
    this.heldWorker = worker
  }

  /** How many changes are held. */
  get heldChanges(): number {
    return this.held.length
  }

  /** Lets every other change that is held take effect; the rest is lost. */
  letGo(): void {
    this.heldWorker = undefined
    for (const [index, decide] of this.held.splice(0).entries()) decide(index % 2 === 0 ? 'done' : 'lost')
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(request.url?.slice(1) ?? '')
    const body = request.method === 'POST' ? JSON.parse(await bodyOf(request)) : undefined
    if (path === talesPath) await this.hear(body)
    else if (body && !(await this.change(path, body, String(request.headers['x-worker'])))) return
    response.end(JSON.stringify(this.properties(path)))
  }

  private async hear(tale: ParkTale): Promise<void> {
    const heard: MachinePark['tales'][number] = { ...tale, from: Date.now() }
    this.tales.push(heard)
    await this.gate
    await delay(tale.milliseconds)
    heard.to = Date.now()
  }

  /** Makes a change; `false` when it is lost. */
  private async change(
    machine: string,
    { property, value, token }: Readonly<Record<'property' | 'value' | 'token', string>>,
    worker: string,
  ): Promise<boolean> {
    const call: ParkCall = { machine, property, token, worker, from: Date.now() }
    this.calls.push(call)
    this.onCall(call)
    await this.gate
    if (worker === this.heldWorker) {
      if ((await new Promise((decide) => this.held.push(decide))) === 'lost') return false
    } else await delay(this.milliseconds)
    this.machines.set(machine, { ...this.properties(machine), [property]: value })
    call.to = Date.now()
    return true
  }
}

const talesPath = '~tales'

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

/** Tells a park of something that a worker does, and waits as long as that takes. */
export async function tellPark(park: string, tale: ParkTale): Promise<void> {
  await fetch(`${park}/${talesPath}`, { method: 'POST', body: JSON.stringify(tale) })
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
