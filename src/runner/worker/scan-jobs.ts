import { randomUUID } from 'node:crypto'
import type { AccountConfiguration } from '../../core/configuration.js'
import type { ProviderSession } from '../../core/provider.js'
import type { Unread } from '../../core/resource.js'
import type { SnapshotManifest, SnapshotPartition } from '../../core/snapshot.js'
import { isReadInPart, type Selection } from '../../engine/index.js'
import { readLatestScan, writeManifest } from '../../store/index.js'
import { accountsToRead, type EstateReading, listingsOf, readListing } from '../read-estate.js'
import { estateReading, judgeSnapshot, type ScanPorts, type ScanRequest } from '../scan.js'
import type { JobBody, JobContext, JobOrder, Jobs, Queue } from './engine.js'
import { KeptBundles } from './kept-bundle.js'
import { RecentValues } from './recent-values.js'
import { SessionPool } from './session-pool.js'

/** A scan that workers share. */
export interface SharedScan {
  /** Also the snapshot's id. */
  readonly id: string
  /** The digest under which its bundle is kept. */
  readonly bundle: string
  readonly selection: Selection
  readonly since?: string
}

interface AccountJob {
  readonly scan: SharedScan
  readonly base: string | undefined
  readonly account: string
}

interface ListingJob extends AccountJob {
  readonly type: string
  readonly region: string
}

interface AccountListings {
  readonly account: string
  readonly serial: boolean
  readonly listings: readonly { readonly type: string; readonly region: string }[]
  readonly unread?: Unread
}

/** Scans wait for the listings that they order, so nothing limits how many are under way. */
const scans: Queue = { name: 'scans' }
const accounts: Queue = { name: 'accounts', perWorker: 8 }
/** By account and API: every API of every account has limits of its own. */
const listings: Queue = { name: 'listings', perWorker: 16, perKey: { together: 8, perSecond: 20 } }
/** By account, for sources that must be read one after another. */
const serialListings: Queue = { name: 'serial-listings', perKey: { together: 1 } }

/** The order of a scan. Its result is the scan's id, under which its report is kept. */
export function orderOfScan(scan: SharedScan): JobOrder {
  return { id: `scan/${scan.id}`, kind: 'scan', queue: scans, input: scan }
}

/** The jobs that a scan is made of: one for the whole, one an account, one an account, region and type. */
export function scanJobs(ports: ScanPorts): { readonly jobs: Jobs; readonly close: () => void } {
  const bundles = new KeptBundles(ports.store)
  const sessions = new SessionPool(ports)
  const worker = new ScanWorker(ports, bundles, sessions)
  const jobs = {
    scan: (scan: SharedScan, context) => worker.scan(scan, context),
    account: (job: AccountJob) => worker.listAccount(job),
    listing: (job: ListingJob) => worker.readListing(job),
  } satisfies Record<string, JobBody>
  return { jobs, close: () => sessions.closeAll() }
}

class ScanWorker {
  private readonly readings = new RecentValues<EstateReading>()

  constructor(
    private readonly ports: ScanPorts,
    private readonly bundles: KeptBundles,
    private readonly sessions: SessionPool,
  ) {}

  async scan(scan: SharedScan, context: JobContext): Promise<string> {
    const { startedAt, base } = await context.once('begin', async () => ({
      startedAt: this.ports.clock.now().toISOString(),
      base: (await readLatestScan(this.ports.store))?.snapshot ?? null,
    }))
    const job = { scan, base: base ?? undefined }
    const reading = await this.readingOf(job)
    const wanted = accountsToRead(reading)
    const found = (await context.spread(wanted.map((account) => orderOfAccount(job, account)))) as AccountListings[]
    const partitions = await context.spread(found.flatMap((each) => ordersOfListings(job, each)))
    return await context.once('judge', async () => {
      const manifest: SnapshotManifest = {
        version: 1,
        id: scan.id,
        startedAt,
        finishedAt: this.ports.clock.now().toISOString(),
        interrupted: false,
        ...(isReadInPart(reading.selection) ? { narrowed: true } : {}),
        partitions: partitions as SnapshotPartition[],
        unreadAccounts: found.flatMap(({ account, unread }) => (unread ? [{ account, unread }] : [])),
      }
      await writeManifest(this.ports.store, manifest)
      const request = await this.requestOf(scan)
      const report = await judgeSnapshot(request, { id: scan.id, startedAt: new Date(startedAt), manifest }, this.ports)
      return report.id
    })
  }

  async listAccount(job: AccountJob): Promise<AccountListings> {
    const reading = await this.readingOf(job)
    return await this.sessions.use(reading, accountOf(reading, job.account), async (opened) => {
      if ('unread' in opened) return { account: job.account, serial: false, listings: [], unread: opened.unread }
      const told = await listingsOf(opened.session, reading)
      return {
        account: job.account,
        serial: opened.session.serial,
        listings: told.listings.map(({ reading: { type }, region }) => ({ type: type.name, region })),
        ...(told.unread ? { unread: told.unread } : {}),
      }
    })
  }

  /** Every attempt writes objects of its own, so that one that was taken over cannot spoil what counts. */
  async readListing(job: ListingJob): Promise<SnapshotPartition> {
    const reading = await this.readingOf(job)
    const typeReading = reading.readings.find(({ type }) => type.name === job.type)
    if (!typeReading) throw new Error(`the bundle of scan ${job.scan.id} does not read ${job.type}`)
    const account = accountOf(reading, job.account)
    return await this.sessions.use(reading, account, async (opened) => {
      const session = 'session' in opened ? opened.session : closedSession(account, opened.unread)
      const { store } = this.ports
      const target = { store, snapshot: job.scan.id, base: reading.base, attempt: randomUUID().slice(0, 8) }
      return await readListing(session, { reading: typeReading, region: job.region }, target)
    })
  }

  private readingOf({ scan, base }: Pick<AccountJob, 'scan' | 'base'>): Promise<EstateReading> {
    return this.readings.get(scan.id, async () =>
      estateReading(await this.requestOf(scan), { id: scan.id, base }, this.ports),
    )
  }

  private async requestOf({ bundle, selection, since }: SharedScan): Promise<ScanRequest> {
    return { bundle: await this.bundles.get(bundle), selection, ...(since === undefined ? {} : { since }) }
  }
}

function orderOfAccount(job: Pick<AccountJob, 'scan' | 'base'>, { id }: AccountConfiguration): JobOrder {
  return {
    id: `scan/${job.scan.id}/${id}`,
    kind: 'account',
    queue: accounts,
    input: { ...job, account: id } satisfies AccountJob,
  }
}

function ordersOfListings(
  job: Pick<AccountJob, 'scan' | 'base'>,
  { account, serial, listings: found }: AccountListings,
): JobOrder[] {
  return found.map(({ type, region }) => ({
    id: `scan/${job.scan.id}/${account}/${region}/${type}`,
    kind: 'listing',
    queue: serial ? serialListings : listings,
    key: serial ? account : `${account}/${type.slice(0, type.lastIndexOf('.'))}`,
    input: { ...job, account, type, region } satisfies ListingJob,
  }))
}

/** Stands for an account that could be opened where its listings were ordered, and not here. */
function closedSession(account: AccountConfiguration, unread: Unread): ProviderSession {
  return {
    account,
    serial: false,
    regions: async () => ({ regions: [], unread }),
    read: async function* ({ type, region }) {
      yield { kind: 'unread', partition: { type, account: account.id, region }, unread }
    },
    close: async () => undefined,
  }
}

function accountOf({ configuration }: EstateReading, id: string): AccountConfiguration {
  const account = configuration.accounts.find((candidate) => candidate.id === id)
  if (!account) throw new Error(`the account ${id} is not configured`)
  return account
}
