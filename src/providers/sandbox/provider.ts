import { join } from 'node:path'
import type { AccountConfiguration } from '../../core/configuration.js'
import type { Provider, ProviderContext, ProviderSession, ReadEvent } from '../../core/provider.js'
import type { Unread } from '../../core/resource.js'
import type { ResourceType } from '../../core/resource-type.js'
import { type EstateAccount, type EstateOutcome, type EstateResource, readEstate } from './estate-file.js'
import { type ReadingContext, toResource } from './to-resource.js'

/** What the sandbox serves: resource types of any cloud, and the folder that holds the embedded estates. */
export interface SandboxOptions {
  readonly types: readonly ResourceType[]
  /** The parent of the embedded estates' folders. */
  readonly estateFolder: string
}

/**
 * A provider that reads accounts from files instead of a cloud. An estate is a folder with one file per account; an
 * account names it as `source: { kind: 'sandbox', estate }`: `acme` is an embedded one, and anything with a slash
 * (`./estates/mine`) is a folder of the user's repository.
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
    const estate = await estateAt(folder)
    if ('unread' in estate) return estate
    const found = estate.accounts.get(account.id)
    if (found) return { session: sessionOf(account, found, { typesByName, now: context.clock.now }) }
    return { unread: { reason: 'not-available', message: `the estate ${name} has no account ${account.id}` } }
  }

  return { name: 'sandbox', types, serves: (account) => account.source.kind === 'sandbox', open }
}

function sessionOf(
  account: AccountConfiguration,
  estate: EstateAccount,
  { typesByName, now }: { readonly typesByName: ReadonlyMap<string, ResourceType>; readonly now: () => Date },
): ProviderSession {
  return {
    account,
    serial: false,
    regions: async () => ({ regions: account.regions === 'discovered' ? estate.regions : account.regions }),
    read: (request) => {
      const type = typesByName.get(request.type)
      return type ? readPartition({ estate, type, request, now: now() }) : nothing()
    },
    close: async () => {},
  }
}

async function* nothing(): AsyncGenerator<ReadEvent> {}

async function* readPartition(context: ReadingContext): AsyncGenerator<ReadEvent> {
  const { estate, type, request } = context
  for (const entry of estate.resources[type.name] ?? []) {
    if (request.signal?.aborted) return
    if (livesIn(entry, request.region)) yield { kind: 'resource', resource: toResource(entry, context) }
  }
  const partition = { type: type.name, account: estate.account, region: request.region }
  for (const failing of estate.unread) {
    const concerns = failing.type === type.name && (failing.region ?? request.region) === request.region
    if (concerns) yield { kind: 'unread', partition, unread: failing.unread }
  }
}

/** A read of `global` lists a type once for the account, wherever its resources are. */
function livesIn(entry: EstateResource, region: string): boolean {
  return region === 'global' || (entry.region ?? 'global') === region
}
