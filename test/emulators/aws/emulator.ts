import { systemClock } from '../../../src/core/clock.js'
import type { ProviderSession } from '../../../src/core/provider.js'
import type { Resource } from '../../../src/core/resource.js'
import { awsTypes, createAwsProvider } from '../../../src/providers/aws/index.js'
import { cloudAccount } from './crash/cloud-account.js'
import { estateConfiguration, estateRegion } from './estate.js'

/** Points the SDKs of this process at the emulator; gives what puts the environment back. */
export function useEmulator(endpoint: string): () => void {
  const environment = { ...process.env }
  const { accessKeyId, secretAccessKey } = estateConfiguration(endpoint).credentials
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  })
  return () => {
    process.env = environment
  }
}

/** Opens the emulated account with the real provider. */
export async function openSession(): Promise<ProviderSession> {
  const context = { clock: systemClock, concurrency: { account: 10, region: 5 }, root: '/' }
  const opened = await createAwsProvider().open(cloudAccount, context)
  if ('unread' in opened) throw new Error(opened.unread.message)
  return opened.session
}

/** Where resources of a type are read. */
export function regionOf(type: string): string {
  return awsTypes.find(({ name }) => name === type)?.scope === 'regional' ? estateRegion : 'global'
}

/** Aspects, by type, whose calls the emulator lacks: asking for them fails after many tries. */
export const unansweredAspects: Readonly<Record<string, readonly string[]>> = {
  'aws.ec2.account-settings': ['snapshotPublicAccess'],
}

/** Every resource of a type by id, with all aspects that the emulator has; fails where anything could not be listed. */
export async function readAll(session: ProviderSession, type: string): Promise<ReadonlyMap<string, Resource>> {
  const all = Object.keys(awsTypes.find(({ name }) => name === type)?.aspects ?? {})
  const aspects = all.filter((aspect) => !unansweredAspects[type]?.includes(aspect))
  const resources = new Map<string, Resource>()
  for await (const event of session.read({ type, region: regionOf(type), aspects, metrics: [] })) {
    if (event.kind === 'unread') throw new Error(event.unread.message)
    resources.set(event.resource.id, event.resource)
  }
  return resources
}
