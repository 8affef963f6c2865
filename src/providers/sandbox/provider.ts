import { join } from 'node:path'
import type { AccountConfiguration } from '../../core/configuration.js'
import type {
  Provider,
  ProviderContext,
  ProviderSession,
  ReadEvent,
  ReadRequest,
  TargetReading,
  TargetReadRequest,
} from '../../core/provider.js'
import type { Unread } from '../../core/resource.js'
import type { ResourceType } from '../../core/resource-type.js'
import { type StandingResource, standingResources } from './account-state.js'
import { type EstateOutcome, readEstate } from './estate-file.js'
import { type OperatingContext, operateOn } from './operate.js'
import { openOverlay } from './overlay.js'
import { toResource } from './to-resource.js'

/** What the sandbox serves: resource types of any cloud, and the folder that holds the embedded estates. */
export interface SandboxOptions {
  readonly types: readonly ResourceType[]
  /** The parent of the embedded estates' folders. */
  readonly estateFolder: string
}

/**
 * A provider that reads accounts from files instead of a cloud. An estate is a folder with one file per account; an
 * account names it as `source: { kind: 'sandbox', estate }`: `acme` is an embedded one, and anything with a slash
 * (`./estates/mine`) is a folder of the user's repository. Operations change an overlay of it, below `.escher/sandbox`.
 *
 * @example
 * createSandboxProvider({ types: [...awsTypes, ...azureTypes, ...gcpTypes], estateFolder: 'src/providers/sandbox/estate' })
 */
export function createSandboxProvider({ types, estateFolder }: SandboxOptions): Provider {
  const typesByName = new Map(types.map((type) => [type.name, type]))
  const estates = new Map<string, Promise<EstateOutcome>>()

  function estateAt(folder: string): Promise<EstateOutcome> {
    const known = estates.get(folder) ?? readEstate(folder)
    estates.set(folder, known)
    return known
  }

  async function open(
    account: AccountConfiguration,
    context: ProviderContext,
  ): Promise<{ readonly session: ProviderSession } | { readonly unread: Unread }> {
    const name = account.source.kind === 'sandbox' ? account.source.estate : ''
    const folder = join(name.includes('/') ? context.root : estateFolder, name)
    const outcome = await estateAt(folder)
    if ('unread' in outcome) return outcome
    const estate = outcome.accounts.get(account.id)
    if (!estate) {
      return { unread: { reason: 'not-available', message: `the estate ${name} has no account ${account.id}` } }
    }
    const overlay = openOverlay(context.root, name, account.id)
    return { session: sessionOf(account, { estate, overlay, typesByName, now: context.clock.now }) }
  }

  return { name: 'sandbox', types, serves: (account) => account.source.kind === 'sandbox', open }
}

function sessionOf(account: AccountConfiguration, context: OperatingContext): ProviderSession {
  return {
    account,
    serial: false,
    regions: async () => ({ regions: account.regions === 'discovered' ? context.estate.regions : account.regions }),
    read: (request) => readPartition(request, context),
    readTarget: (request) => readTarget(request, context),
    operate: (request) => operateOn(request, context),
    close: async () => {},
  }
}

async function* readPartition(request: ReadRequest, context: OperatingContext): AsyncGenerator<ReadEvent> {
  const { estate, overlay, typesByName, now } = context
  const type = typesByName.get(request.type)
  if (!type) return
  const reading = { account: estate.account, type, request, now: now() }
  for (const standing of await standingResources(estate, overlay, type.name)) {
    if (request.signal?.aborted) return
    if (livesIn(standing, request.region)) yield { kind: 'resource', resource: toResource(standing, reading) }
  }
  const partition = { type: type.name, account: estate.account, region: request.region }
  for (const { unread } of failingListings(request, context)) yield { kind: 'unread', partition, unread }
}

async function readTarget(request: TargetReadRequest, context: OperatingContext): Promise<TargetReading> {
  const [failing] = failingListings(request, context)
  if (failing) return { kind: 'unread', unread: failing.unread }
  for await (const event of readPartition(request, context)) {
    if (event.kind === 'resource' && event.resource.id === request.id) return event
  }
  return { kind: 'gone' }
}

function failingListings(request: ReadRequest, { estate }: OperatingContext) {
  return estate.unread.filter(({ type, region = request.region }) => type === request.type && region === request.region)
}

/** A read of `global` lists a type once for the account, wherever its resources are. */
function livesIn({ entry }: StandingResource, region: string): boolean {
  return region === 'global' || (entry.region ?? 'global') === region
}
