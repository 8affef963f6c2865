import { type AwsServiceName, awsService } from '../services.js'

/** What is used of an SDK client, whatever its service. */
export interface SdkClient {
  readonly send: (command: object, options: { readonly abortSignal?: AbortSignal }) => Promise<object>
  readonly middlewareStack: { readonly use: (plugin: object) => void }
  readonly destroy: () => void
}

type ClientClass = new (configuration: object) => SdkClient
type CommandClass = new (input: object) => object
type SdkModule = Readonly<Record<string, unknown>>

/** How the clients of a session are made. */
export interface ClientOptions {
  /** Configuration that all clients share: credentials, retries. */
  readonly configuration: object
  /** Changes a client once it is made, as a replay does. */
  readonly adjust?: (client: SdkClient, service: AwsServiceName) => void
}

/** SDK clients of a session, one for each service and region, loaded and made when first used. */
export class AwsClients {
  readonly #options: ClientOptions
  readonly #clients = new Map<string, Promise<SdkClient>>()

  constructor(options: ClientOptions) {
    this.#options = options
  }

  /** Sends one request and gives the SDK's answer; throws the SDK's error. */
  async send(
    { service, region, operation }: { service: AwsServiceName; region: string; operation: string },
    input: object,
    signal?: AbortSignal,
  ): Promise<object> {
    const [client, module] = await Promise.all([this.#client(service, region), loadSdk(service)])
    const Command = module[`${operation}Command`] as CommandClass | undefined
    if (Command === undefined) throw new Error(`the SDK client of ${service} has no operation ${operation}`)
    return client.send(new Command(input), signal ? { abortSignal: signal } : {})
  }

  /** Closes every connection. */
  async close(): Promise<void> {
    const clients = await Promise.allSettled(this.#clients.values())
    this.#clients.clear()
    for (const client of clients) if (client.status === 'fulfilled') client.value.destroy()
  }

  #client(service: AwsServiceName, region: string): Promise<SdkClient> {
    const key = `${service}/${region}`
    const client = this.#clients.get(key) ?? this.#create(service, region)
    this.#clients.set(key, client)
    return client
  }

  async #create(service: AwsServiceName, region: string): Promise<SdkClient> {
    const module = await loadSdk(service)
    const Client = module[awsService(service).client] as ClientClass
    const client = new Client({ ...this.#options.configuration, ...configurationOf(service), region })
    this.#options.adjust?.(client, service)
    return client
  }
}

async function loadSdk(service: AwsServiceName): Promise<SdkModule> {
  return (await awsService(service).load()) as SdkModule
}

/** Buckets of other regions are found; and endpoints of one's own have no host name for each bucket or account. */
function configurationOf(service: AwsServiceName): object {
  const ownEndpoint = process.env['AWS_ENDPOINT_URL']
  if (service === 's3') return { followRegionRedirects: true, forcePathStyle: ownEndpoint !== undefined }
  if (service !== 's3control' || ownEndpoint === undefined) return {}
  return { endpointProvider: () => ({ url: new URL(ownEndpoint) }) }
}
