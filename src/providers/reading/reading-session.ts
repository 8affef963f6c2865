import type { AccountConfiguration } from '../../core/configuration.js'
import type { ProviderSession, ReadEvent, ReadRequest } from '../../core/provider.js'

/** A session that can only be read, of an account whose regions are those that the configuration names. */
export function readingSession(
  account: AccountConfiguration,
  read: (request: ReadRequest) => AsyncIterable<ReadEvent>,
  { serial }: { readonly serial: boolean },
): ProviderSession {
  return {
    account,
    serial,
    regions: async () => ({ regions: account.regions === 'discovered' ? [] : account.regions }),
    read,
    close: async () => {},
  }
}

/** The resource type of a name that the catalogue has given out; throws for any other. */
export function typeNamed<Type extends { readonly name: string }>(types: readonly Type[], name: string): Type {
  const type = types.find((candidate) => candidate.name === name)
  if (!type) throw new Error(`there is no type ${name}`)
  return type
}
