import { resolve } from 'node:path'
import { fixedClock } from '../../src/core/clock.js'
import type { AccountConfiguration } from '../../src/core/configuration.js'
import type { Provider, ReadRequest } from '../../src/core/provider.js'
import type { Cloud, Resource } from '../../src/core/resource.js'
import { readEstate } from '../../src/providers/sandbox/estate-file.js'
import { createSandboxProvider } from '../../src/providers/sandbox/index.js'
import { readRecorded, recordedCases } from './recorded.js'

const estateFolder = resolve(import.meta.dirname, '../../src/providers/sandbox/estate')

/** Documents as the clouds write them, of every type of a provider: those of the estate acme and the recorded ones. */
export async function realisticTargets(provider: Provider, cloud: Cloud): Promise<readonly Resource[]> {
  return [...(await estateTargets(provider, cloud)), ...(await recordedTargets(provider, cloud))]
}

async function estateTargets({ types }: Provider, cloud: Cloud): Promise<readonly Resource[]> {
  const estate = await readEstate(`${estateFolder}/acme`)
  if ('unread' in estate) throw new Error(estate.unread.message)
  const sandbox = createSandboxProvider({ types, estateFolder })
  const accounts = [...estate.accounts.values()].filter((account) => account.cloud === cloud)
  const resources: Resource[] = []
  for (const { account: id } of accounts) {
    const source = { kind: 'sandbox', estate: 'acme' } as const
    const account = { id, name: id, cloud, source, regions: 'discovered', params: {} } as const
    for (const type of types) {
      const request = { type: type.name, region: 'global', aspects: Object.keys(type.aspects), metrics: [] }
      resources.push(...(await readAll(sandbox, account, request)))
    }
  }
  return resources
}

async function readAll(
  provider: Provider,
  account: AccountConfiguration,
  request: ReadRequest,
): Promise<readonly Resource[]> {
  const concurrency = { account: 1, region: 1 }
  const opened = await provider.open(account, { clock: fixedClock('2026-11-24'), concurrency, root: estateFolder })
  if ('unread' in opened) throw new Error(opened.unread.message)
  const resources: Resource[] = []
  for await (const event of opened.session.read(request)) {
    if (event.kind === 'resource') resources.push(event.resource)
  }
  return resources
}

async function recordedTargets(provider: Provider, cloud: Cloud): Promise<readonly Resource[]> {
  const resources: Resource[] = []
  for (const { recording, account_id: account, resource } of recordedCases(cloud)) {
    const type = provider.types.find(({ knownAs }) => knownAs['custodian']?.includes(resource))
    if (type === undefined) continue
    resources.push(...(await readRecorded(provider, { recording, account }, { type: type.name })).resources)
  }
  return resources
}
