import type { AccountConfiguration } from '../../core/configuration.js'
import type { ProviderSession } from '../../core/provider.js'
import type { Unread } from '../../core/resource.js'
import type { EstateReading } from '../read-estate.js'
import { openAccount } from '../read-estate.js'
import type { ScanPorts } from '../scan.js'

const idleMilliseconds = 30_000

type Opened = { readonly session: ProviderSession } | { readonly unread: Unread }

interface Entry {
  readonly opening: Promise<Opened>
  users: number
  timer?: NodeJS.Timeout
}

/** Keeps the sessions of a scan's accounts open while listings of them follow one another. */
export class SessionPool {
  private readonly entries = new Map<string, Entry>()

  constructor(private readonly ports: Pick<ScanPorts, 'providers' | 'clock' | 'root'>) {}

  /** Does something with the session of an account, or with the reason why there is none. */
  async use<T>(
    reading: Pick<EstateReading, 'configuration' | 'snapshot'>,
    account: AccountConfiguration,
    work: (opened: Opened) => Promise<T>,
  ): Promise<T> {
    const name = `${reading.snapshot}\n${account.id}`
    const entry = this.entries.get(name) ?? this.open(name, reading, account)
    entry.users++
    clearTimeout(entry.timer)
    try {
      return await work(await entry.opening)
    } finally {
      entry.users--
      if (entry.users === 0) entry.timer = setTimeout(() => this.close(name), idleMilliseconds).unref()
    }
  }

  /** Closes whatever is open. */
  closeAll(): void {
    for (const name of [...this.entries.keys()]) this.close(name)
  }

  private open(name: string, reading: Pick<EstateReading, 'configuration'>, account: AccountConfiguration): Entry {
    const entry: Entry = { opening: openAccount(account, reading, this.ports), users: 0 }
    this.entries.set(name, entry)
    return entry
  }

  private close(name: string): void {
    const entry = this.entries.get(name)
    this.entries.delete(name)
    clearTimeout(entry?.timer)
    void entry?.opening.then(async (opened) => {
      if ('session' in opened) await opened.session.close().catch(() => undefined)
    })
  }
}
