import type { AccountConfiguration, Configuration } from '../core/configuration.js'
import type { ObjectStore } from '../core/object-store.js'
import type { Provider, ProviderSession } from '../core/provider.js'
import type { Partition, Unread } from '../core/resource.js'
import type { SnapshotManifest, SnapshotPartition } from '../core/snapshot.js'
import {
  isReadInPart,
  partitionName,
  type Selection,
  selectsAccount,
  selectsRegion,
  type TypeReading,
} from '../engine/index.js'
import { readDigests, writeManifest } from '../store/index.js'
import { mapConcurrently } from './concurrency.js'
import { unlessAborted } from './interruptible.js'
import type { ProgressListener } from './progress.js'
import { interruptedReading, messageOf, readPartition } from './read-partition.js'
import type { ScanPorts } from './scan.js'

const accountsAtOnce = 4

/** What to read and where to put it. */
export interface EstateReading {
  readonly configuration: Configuration
  readonly selection: Selection
  readonly readings: readonly TypeReading[]
  readonly snapshot: string
  /** The snapshot before: unchanged resources are stored apart from changed ones. */
  readonly base: SnapshotManifest | undefined
}

/**
 * Reads the selected accounts into a snapshot and gives its manifest. No account, region or type can make it fail:
 * what could not be read stands in the manifest with the reason.
 */
export async function readEstate(reading: EstateReading, ports: ScanPorts): Promise<SnapshotManifest> {
  const startedAt = ports.clock.now().toISOString()
  const wanted = accountsToRead(reading)
  const results = await mapConcurrently(wanted, accountsAtOnce, (account) => readAccount(account, reading, ports))
  const manifest: SnapshotManifest = {
    version: 1,
    id: reading.snapshot,
    startedAt,
    finishedAt: ports.clock.now().toISOString(),
    interrupted: ports.signal?.aborted ?? false,
    ...(isReadInPart(reading.selection) ? { narrowed: true } : {}),
    partitions: results.flatMap((result) => result.partitions),
    unreadAccounts: results.flatMap(({ account, unread }) => (unread ? [{ account, unread }] : [])),
  }
  await writeManifest(ports.store, manifest)
  return manifest
}

/** The accounts of which anything is to be read. */
export function accountsToRead(reading: EstateReading): readonly AccountConfiguration[] {
  const selected = reading.configuration.accounts.filter((account) => selectsAccount(reading.selection, account))
  return selected.filter((account) => readingsFor(reading, account).length > 0)
}

interface AccountResult {
  readonly account: string
  readonly partitions: readonly SnapshotPartition[]
  readonly unread?: Unread
}

function readingsFor(reading: EstateReading, account: AccountConfiguration): readonly TypeReading[] {
  return reading.readings.filter(({ type }) => type.cloud === account.cloud)
}

async function readAccount(
  account: AccountConfiguration,
  reading: EstateReading,
  ports: ScanPorts,
): Promise<AccountResult> {
  const opened = await openUnlessAborted(account, reading, ports)
  if ('unread' in opened) {
    ports.onProgress?.({ kind: 'account-unread', account: account.id, unread: opened.unread })
    return { account: account.id, partitions: [], unread: opened.unread }
  }
  ports.onProgress?.({ kind: 'account-opened', account: account.id })
  try {
    return await readSession(opened.session, reading, ports)
  } finally {
    await opened.session.close().catch(() => undefined)
  }
}

/** A session that opens after the scan was interrupted is closed unused. */
async function openUnlessAborted(
  account: AccountConfiguration,
  reading: EstateReading,
  ports: ScanPorts,
): ReturnType<Provider['open']> {
  if (ports.signal?.aborted) return { unread: interruptedReading }
  const opening = openAccount(account, reading, ports)
  const opened = await unlessAborted(opening, ports.signal)
  if (opened) return opened
  void opening.then((late) => ('session' in late ? late.session.close() : undefined)).catch(() => undefined)
  return { unread: interruptedReading }
}

/** Opens an account. What goes wrong is told as unread. */
export async function openAccount(
  account: AccountConfiguration,
  { configuration }: Pick<EstateReading, 'configuration'>,
  { providers, clock, root }: Pick<ScanPorts, 'providers' | 'clock' | 'root'>,
): ReturnType<Provider['open']> {
  const provider = providers.find((candidate) => candidate.serves(account))
  if (!provider) return { unread: { reason: 'failed', message: `no provider reads accounts of ${account.cloud}` } }
  try {
    return await provider.open(account, { clock, root, concurrency: configuration.scan.concurrency })
  } catch (error) {
    return { unread: { reason: 'failed', message: messageOf(error) } }
  }
}

async function readSession(session: ProviderSession, reading: EstateReading, ports: ScanPorts): Promise<AccountResult> {
  const { listings, unread } = await listingsOf(session, reading, ports.signal)
  const limit = session.serial ? 1 : reading.configuration.scan.concurrency.account
  const partitions = await mapConcurrently(listings, limit, async (listing) => {
    const partition = { type: listing.reading.type.name, account: session.account.id, region: listing.region }
    ports.onProgress?.({ kind: 'reading', partition })
    const read = await readListing(session, listing, { ...ports, snapshot: reading.snapshot, base: reading.base })
    announce(ports.onProgress, partition, read)
    return read
  })
  return { account: session.account.id, partitions, ...(unread ? { unread } : {}) }
}

/** One type to list in one region of an account. */
export interface Listing {
  readonly reading: TypeReading
  readonly region: string
}

/** What is to be listed in an account; `unread` when its regions could not be told. */
export async function listingsOf(
  session: ProviderSession,
  reading: EstateReading,
  signal?: AbortSignal,
): Promise<{ readonly listings: readonly Listing[]; readonly unread?: Unread }> {
  const readings = readingsFor(reading, session.account)
  const told = await unlessAborted(regionsOf(session, readings), signal)
  const { regions, unread } = told ?? { regions: [], unread: interruptedReading }
  const listings = readings.flatMap((typeReading) =>
    (typeReading.type.scope === 'regional' ? regions : ['global'])
      .filter((region) => selectsRegion(reading.selection, region))
      .map((region) => ({ reading: typeReading, region })),
  )
  return { listings, ...(unread ? { unread } : {}) }
}

/** Where a listing is put. */
export interface ListingTarget extends Pick<ScanPorts, 'store' | 'signal'> {
  readonly snapshot: string
  readonly base: SnapshotManifest | undefined
  /** Tells the objects of several attempts apart. */
  readonly attempt?: string
}

/** Reads one listing into the snapshot. */
export async function readListing(
  session: ProviderSession,
  { reading, region }: Listing,
  { store, signal, snapshot, base, attempt }: ListingTarget,
): Promise<SnapshotPartition> {
  const partition = { type: reading.type.name, account: session.account.id, region }
  const digests = await baseDigests(store, base, partition)
  const naming = attempt === undefined ? {} : { attempt }
  return await readPartition({ session, reading, region, store, snapshot, base: digests, signal, ...naming })
}

async function regionsOf(
  session: ProviderSession,
  readings: readonly TypeReading[],
): ReturnType<ProviderSession['regions']> {
  if (!readings.some(({ type }) => type.scope === 'regional')) return { regions: [] }
  try {
    return await session.regions()
  } catch (error) {
    return { regions: [], unread: { reason: 'failed', message: messageOf(error) } }
  }
}

/** Only the placing of lines depends on the base, so one that is gone is none. */
async function baseDigests(
  store: ObjectStore,
  base: SnapshotManifest | undefined,
  partition: Partition,
): Promise<Uint8Array | undefined> {
  const name = partitionName(partition)
  const earlier = base?.partitions.find((candidate) => partitionName(candidate) === name)
  return earlier && (await readDigests(store, earlier).catch(() => undefined))
}

function announce(listener: ProgressListener | undefined, partition: Partition, read: SnapshotPartition): void {
  const { resources, unread } = read
  listener?.({ kind: 'read', partition, resources, ...(unread ? { unread } : {}) })
}
