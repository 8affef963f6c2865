import { type Clock, fixedClock, systemClock } from '../../src/core/clock.js'
import type { AccountConfiguration } from '../../src/core/configuration.js'
import type { Provider } from '../../src/core/provider.js'
import type { Resource } from '../../src/core/resource.js'
import { createAwsProvider } from '../../src/providers/aws/index.js'
import { createAzureProvider } from '../../src/providers/azure/index.js'
import { createGcpProvider } from '../../src/providers/gcp/index.js'
import type { ConformanceCase } from './case.js'
import type { ConvertedCase } from './convert-case.js'

/** The account of the cases that do not say one. */
const usualAccount = '644160558196'
const usualRegion = 'us-east-1'

export type CaseReading =
  | { readonly resources: readonly Resource[]; readonly clock: Clock }
  | { readonly failed: string }

/** Reads a case's resources from its recording, through the provider that would read them from the cloud. */
export async function readCase(
  one: ConformanceCase,
  converted: ConvertedCase,
  recordings: string,
): Promise<CaseReading> {
  const account = accountOf(one)
  const provider = providersOf(one).find((candidate) => candidate.serves(account))
  if (!provider) return { failed: `no provider serves ${one.cloud}` }
  const clock = one.clock === undefined ? systemClock : fixedClock(asUtc(one.clock))
  const context = { clock, concurrency: { account: 1, region: 1 }, root: recordings }
  const opened = await provider.open(account, context)
  if ('unread' in opened) return { failed: opened.unread.message }
  const { session } = opened
  try {
    const resources: Resource[] = []
    const region = converted.type.scope === 'regional' ? (account.regions[0] ?? usualRegion) : 'global'
    const request = {
      type: converted.type.name,
      region,
      aspects: aspectsOf(one, converted),
      metrics: converted.requires.metrics,
    }
    for await (const event of session.read(request)) {
      if (event.kind === 'unread') return { failed: `the listing failed: ${event.unread.message}` }
      resources.push(event.resource)
    }
    return { resources, clock }
  } finally {
    await session.close()
  }
}

function accountOf(one: ConformanceCase): AccountConfiguration {
  return {
    id: one.account_id ?? usualAccount,
    name: 'recorded',
    cloud: one.cloud,
    source: { kind: 'recording', path: one.recording },
    regions: [one.region ?? usualRegion],
    params: {},
  }
}

function providersOf({ skip }: ConformanceCase): readonly Provider[] {
  return [createAwsProvider({ replay: skip ? { skip } : {} }), createAzureProvider(), createGcpProvider()]
}

/** A case's clock has no offset; it is UTC. */
function asUtc(clock: string): string {
  return /Z|[+-]\d{2}:\d{2}$/.test(clock) ? clock : `${clock}Z`
}

/** What the policy needs, less what the original test did not read of a bucket. */
function aspectsOf({ s3_augment }: ConformanceCase, { type, requires }: ConvertedCase): readonly string[] {
  if (!s3_augment) return requires.aspects
  const operations = new Set(s3_augment.map((method) => method.replaceAll('_', '').toLowerCase()))
  return requires.aspects.filter((name) => {
    const permissions = type.aspects[name]?.permissions ?? []
    return permissions.some((permission) => operations.has(permission.split(':')[1]?.toLowerCase() ?? ''))
  })
}
