import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bundle } from '../../src/core/bundle.js'
import type { Operation, OperationParameters } from '../../src/core/operation.js'
import type { Plan } from '../../src/core/plan.js'
import type { Provider, ProviderSession } from '../../src/core/provider.js'
import type { Resource } from '../../src/core/resource.js'
import { catalog } from '../../src/providers/catalog.js'
import { PlaybookRuns, verbOf } from '../support/playbook-runs.js'
import { acmeClock, acmeSandbox } from './acme.js'

/** A change of one resource outside of any run. */
export interface Change {
  readonly operation: string
  /** The name of the target. */
  readonly on: string
  /** The account of the target; any when left out. */
  readonly in?: string
  readonly params?: OperationParameters
}

/** The acme estate in a folder of its own, with a clock that only waiting moves on. */
export class AcmeRuns extends PlaybookRuns {
  /** Names of operations that the cloud refuses. */
  readonly refused: Set<string>

  private constructor(
    private readonly bundle: Bundle,
    private readonly root: string,
  ) {
    const refused = new Set<string>()
    super({ bundle, root, provider: refusing(acmeSandbox, refused), clock: acmeClock })
    this.refused = refused
  }

  static async open(bundle: Bundle): Promise<AcmeRuns> {
    return new AcmeRuns(bundle, await mkdtemp(join(tmpdir(), 'escher-acme-')))
  }

  /** Performs an operation outside of any run, as somebody at a console does. */
  async change({ operation: name, on, in: account, params = {} }: Change): Promise<void> {
    const operation = (await catalog.operations?.())?.get(name)
    for (const session of await this.sessions()) {
      const target = operation && (await findTarget(session, operation, on))
      if (!target || target.account !== (account ?? target.account)) continue
      const outcome = await session.operate?.({ operation, target, params, token: 'console' })
      if (outcome?.kind === 'performed') return
      throw new Error(JSON.stringify(outcome))
    }
    throw new Error(`there is no ${name} of ${on}`)
  }

  /** A resource as it is now. */
  async read({ type, account, region, id }: Pick<Resource, 'type' | 'account' | 'region' | 'id'>): Promise<Resource> {
    for (const session of await this.sessions()) {
      if (session.account.id !== account) continue
      const reading = await session.readTarget?.({ type, region, id, aspects: [], metrics: [] })
      if (reading?.kind === 'resource') return reading.resource
    }
    throw new Error(`there is no ${id}`)
  }

  private async sessions(): Promise<readonly ProviderSession[]> {
    const { accounts, scan } = this.bundle.configuration
    const context = { clock: acmeClock, concurrency: scan.concurrency, root: this.root }
    const opened = await Promise.all(accounts.map((account) => acmeSandbox.open(account, context)))
    return opened.flatMap((outcome) => ('session' in outcome ? [outcome.session] : []))
  }
}

function refusing(provider: Provider, refused: ReadonlySet<string>): Provider {
  const failure = { reason: 'conflict', code: 'Refused', message: 'refused by the test' } as const
  return {
    ...provider,
    open: async (account, context) => {
      const opened = await provider.open(account, context)
      if ('unread' in opened) return opened
      const { session } = opened
      const operate: ProviderSession['operate'] = async (request) =>
        refused.has(request.operation.name) || !session.operate
          ? { kind: 'failed', failure, responses: [] }
          : await session.operate(request)
      return { session: { ...session, operate } }
    },
  }
}

/** `<account>/<resource>: <verb>, <verb>` for each target of a plan, in order. */
export function changesOf({ targets }: Plan, { configuration }: Bundle): readonly string[] {
  const accounts = new Map(configuration.accounts.map(({ id, name }) => [id, name]))
  return targets
    .map(({ account, name, steps }) => `${accounts.get(account)}/${name}: ${steps.map(verbOf).join(', ')}`)
    .sort()
}

async function findTarget(session: ProviderSession, { type }: Operation, name: string): Promise<Resource | undefined> {
  const aspects = Object.keys(catalog.types.get(type)?.aspects ?? {})
  for await (const event of session.read({ type, region: 'global', aspects, metrics: [] })) {
    if (event.kind === 'resource' && event.resource.name === name) return event.resource
  }
  return undefined
}
