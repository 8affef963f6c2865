import { join } from 'node:path'
import type { Bundle } from '../../src/core/bundle.js'
import type { Clock } from '../../src/core/clock.js'
import type { OperationParameters } from '../../src/core/operation.js'
import type { Plan } from '../../src/core/plan.js'
import type { Provider } from '../../src/core/provider.js'
import type { RunEvent } from '../../src/core/run.js'
import { catalog } from '../../src/providers/catalog.js'
import {
  type ApplyOutcome,
  type ApplyPorts,
  apply,
  auditRuns,
  planUndo,
  type RunAudit,
  resume,
  trustedRun,
} from '../../src/runner/apply/index.js'
import { plan } from '../../src/runner/plan/index.js'
import { folderStore } from '../../src/store/index.js'

/** What a playbook is run with. */
export interface RunRequest {
  readonly params?: OperationParameters
  /** Names or ids of the targets; whatever is in scope when left out. */
  readonly targets?: readonly string[]
}

/** Where playbooks run. */
export interface RunsSetting {
  /** The files, with the configuration of the accounts that the provider serves. */
  readonly bundle: Bundle
  readonly provider: Provider
  /** What the runner takes the time from; its waits come on top, without being slept through. */
  readonly clock: Clock
  /** A folder of one's own: the store is made in it. */
  readonly root: string
}

type EventOf<Kind extends RunEvent['kind']> = Extract<RunEvent, { readonly kind: Kind }>

/** More than any playbook has. */
const mostWaits = 20

const requester = { person: 'ana', roles: ['executor'] }

/** Plans and applies playbooks with everything real but approvals, which are given, and waits, which take no time. */
export class PlaybookRuns {
  private readonly events: RunEvent[] = []
  private moved = 0

  constructor(private readonly setting: RunsSetting) {}

  /** Plans a playbook on the estate as it is now. */
  async plan(id: string, { params = {}, targets }: RunRequest): Promise<Plan> {
    const request = {
      bundle: this.setting.bundle,
      playbook: { id, with: params },
      selection: targets ? { resources: targets } : {},
      select: new Map(),
      requester: requester.person,
    }
    const { plan: made, diagnostics, skipped } = await plan(request, this.ports())
    if (!made) throw new Error(JSON.stringify({ diagnostics, skipped }))
    return made
  }

  /** Applies a plan to its end, as a run of its own; whatever it waits for is given. */
  async apply(plan: Plan): Promise<ApplyOutcome> {
    const { bundle } = this.setting
    let outcome = await apply({ plan, bundle, requester }, this.ports())
    for (let waits = 0; waits < mostWaits && outcome.kind === 'ended' && outcome.state.phase === 'waiting'; waits++) {
      outcome = await resume(outcome.state.id, this.ports())
    }
    return outcome
  }

  /** The plan of `escher undo`; undefined when there is nothing to put back. */
  async planUndo(run: string): Promise<Plan | undefined> {
    const trusted = await trustedRun(this.ports(), run)
    if ('diagnostics' in trusted) throw new Error(JSON.stringify(trusted.diagnostics))
    const { bundle } = this.setting
    const { value } = await planUndo({ state: trusted.state, requester: requester.person, bundle }, this.ports())
    return value
  }

  /** What the records of all runs prove. */
  async audit(): Promise<readonly RunAudit[]> {
    return await auditRuns(this.ports().store)
  }

  /** The recorded events of a kind. */
  recorded<Kind extends RunEvent['kind']>(kind: Kind): readonly EventOf<Kind>[] {
    return this.events.filter((event): event is EventOf<Kind> => event.kind === kind)
  }

  /** Records of what went wrong: steps that failed, targets that had moved, verifications that did not hold. */
  troubles(): readonly RunEvent[] {
    const unverified = this.recorded('verified').filter(({ held }) => held !== true)
    return [...this.recorded('failed'), ...this.recorded('stale'), ...unverified]
  }

  private ports(): ApplyPorts {
    const { bundle, provider, clock, root } = this.setting
    return {
      store: folderStore(join(root, '.escher')),
      catalog,
      providers: [provider],
      configuration: bundle.configuration,
      clock: { now: () => new Date(clock.now().getTime() + this.moved) },
      root,
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

/** The verb of an operation's name. */
export function verbOf({ operation }: { readonly operation: string }): string {
  return operation.split('.').at(-1) ?? operation
}
