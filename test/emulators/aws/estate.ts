import type { EstateConfiguration } from './estate/configuration.js'
import { createAuditor, createPeople } from './estate/identities.js'
import { createLogging } from './estate/logging.js'
import { createNetwork } from './estate/network.js'
import { createServices } from './estate/services.js'
import { createBuckets } from './estate/storage.js'
import { createInstances } from './estate/virtual-machines.js'

/** The account that the emulator gives everybody. */
export const estateAccount = '123456789012'

export const estateRegion = 'us-east-1'

/** What was made, by the part it plays. */
export interface Estate {
  readonly network: Awaited<ReturnType<typeof createNetwork>>
  readonly instances: Awaited<ReturnType<typeof createInstances>>
  readonly buckets: Awaited<ReturnType<typeof createBuckets>>
  readonly people: Awaited<ReturnType<typeof createPeople>>
  readonly services: Awaited<ReturnType<typeof createServices>>
  readonly logging: Awaited<ReturnType<typeof createLogging>>
  /** Keys of a user that may read everything but the parts that `createAuditor` names. */
  readonly auditor: Awaited<ReturnType<typeof createAuditor>>
}

/** How the SDK clients that make the estate are configured. */
export function estateConfiguration(endpoint: string): EstateConfiguration {
  return { endpoint, region: estateRegion, credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' } }
}

/**
 * Makes a small company in an emulated AWS, where some things are as they should be and others are not: what is wrong
 * is said in the comments of each part. Whatever the emulator held before is gone.
 */
export async function createEstate(endpoint: string): Promise<Estate> {
  await fetch(`${endpoint}/moto-api/reset`, { method: 'POST' })
  const configuration = estateConfiguration(endpoint)
  const buckets = await createBuckets(configuration)
  const network = await createNetwork(configuration, buckets)
  return {
    network,
    buckets,
    instances: await createInstances(configuration, network),
    people: await createPeople(configuration),
    services: await createServices(configuration, network),
    logging: await createLogging(configuration, buckets),
    auditor: await createAuditor(configuration),
  }
}
