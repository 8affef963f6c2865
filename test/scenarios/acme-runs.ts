import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bundle } from '../../src/core/bundle.js'
import type { Operation, OperationParameters } from '../../src/core/operation.js'
import type { Plan } from '../../src/core/plan.js'
import type { CompiledPlaybook } from '../../src/core/playbook.js'
import type { ProviderSession } from '../../src/core/provider.js'
import type { Resource } from '../../src/core/resource.js'
import type { RunEvent } from '../../src/core/run.js'
import type { RunState } from '../../src/engine/run/index.js'
import { catalog } from '../../src/providers/catalog.js'
import { type ApplyOutcome, type ApplyPorts, apply, planUndo, resume } from '../../src/runner/apply/index.js'
import { plan } from '../../src/runner/plan/index.js'
import { folderStore } from '../../src/store/index.js'
import { acmeClock, acmeSandbox } from './acme.js'

/** What a playbook is run with. */
export interface RunRequest {
  readonly params?: OperationParameters
  /** Names of the targets; whatever is in scope when left out. */
  readonly targets?: readonly string[]
}

/** A change of one resource outside of any run. */
export interface Change {
  readonly operation: string
  /** The name of the target. */
  readonly on: string
  /** The account of the target; any when left out. */
  readonly in?: string
  readonly params?: OperationParameters
}

type EventOf<Kind extends RunEvent['kind']> = Extract<RunEvent, { readonly kind: Kind }>

/** The acme estate in a folder of its own, with a clock that only waiting moves on. */
export class AcmeRuns {
  private readonly events: RunEvent[] = []
  private moved = 0

  private constructor(
    private readonly bundle: Bundle,
    private readonly root: string,
  ) {}

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

  /** Plans a playbook on the estate as it is now. */
  async plan({ id }: CompiledPlaybook, { params = {}, targets }: RunRequest): Promise<Plan> {
    const request = {
      bundle: this.bundle,
      playbook: { id, with: params },
      selection: targets ? { resources: targets } : {},
      select: new Map(),
      requester: 'ana',
    }
    const { plan: made, diagnostics, skipped } = await plan(request, this.ports())
    if (!made) throw new Error(JSON.stringify({ diagnostics, skipped }))
    return made
  }

  /** Applies a plan to its end; whatever approval it waits for is given. */
  async apply(plan: Plan): Promise<ApplyOutcome> {
    const { bundle } = this
    const requester = { person: 'ana', roles: ['executor'] }
    let outcome = await apply({ plan, bundle, requester }, this.ports())
    if (outcome.kind === 'ended' && outcome.state.phase === 'waiting') {
      outcome = await resume(outcome.state.id, this.ports())
    }
    return outcome
  }

  /** Plans to take a run back and applies that; undefined when nothing that it did can be put back. */
  async takeBack(state: RunState): Promise<ApplyOutcome | undefined> {
    const { value } = await planUndo({ state, requester: 'ana', bundle: this.bundle }, this.ports())
    return value && (await this.apply(value))
  }

  /** The recorded events of a kind. */
  recorded<Kind extends RunEvent['kind']>(kind: Kind): readonly EventOf<Kind>[] {
    return this.events.filter((event): event is EventOf<Kind> => event.kind === kind)
  }

  private async sessions(): Promise<readonly ProviderSession[]> {
    const { accounts, scan } = this.bundle.configuration
    const context = { clock: acmeClock, concurrency: scan.concurrency, root: this.root }
    const opened = await Promise.all(accounts.map((account) => acmeSandbox.open(account, context)))
    return opened.flatMap((outcome) => ('session' in outcome ? [outcome.session] : []))
  }

  private ports(): ApplyPorts {
    return {
      store: folderStore(join(this.root, '.escher')),
      catalog,
      providers: [acmeSandbox],
      configuration: this.bundle.configuration,
      clock: { now: () => new Date(acmeClock.now().getTime() + this.moved) },
      root: this.root,
      runner: 'test',
      gate: { check: async () => ({ kind: 'granted', approvals: [] }) },
      sleep: async (milliseconds) => {
        this.moved += milliseconds
      },
      isGone: () => false,
      onRecord: ({ event }) => this.events.push(event),
    }
  }
}

/** `<account>/<resource>: <verb>, <verb>` for each target of a plan, in order. */
export function changesOf({ targets }: Plan, { configuration }: Bundle): readonly string[] {
  const accounts = new Map(configuration.accounts.map(({ id, name }) => [id, name]))
  return targets
    .map(({ account, name, steps }) => `${accounts.get(account)}/${name}: ${steps.map(verbOf).join(', ')}`)
    .sort()
}

function verbOf({ operation }: { readonly operation: string }): string {
  return operation.split('.').at(-1) ?? operation
}

async function findTarget(session: ProviderSession, { type }: Operation, name: string): Promise<Resource | undefined> {
  const aspects = Object.keys(catalog.types.get(type)?.aspects ?? {})
  for await (const event of session.read({ type, region: 'global', aspects, metrics: [] })) {
    if (event.kind === 'resource' && event.resource.name === name) return event.resource
  }
  return undefined
}
