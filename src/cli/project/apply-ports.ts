import { setTimeout as wait } from 'node:timers/promises'
import type { Bundle } from '../../core/bundle.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { ApplyPorts } from '../../runner/apply/index.js'
import { createApprovalGate } from '../../runner/approval/index.js'
import type { CommandContext } from '../environment/context.js'
import { isGoneRunner, runnerName } from '../environment/runner-identity.js'
import { approvalRules } from './approval-rules.js'
import { currentPerson } from './current-person.js'
import { principalOf } from './principal.js'
import { recordTeller } from './record-teller.js'
import { scanPorts } from './scan-ports.js'

const targetsAtOnce = 4

/** What applying needs from outside, as this process has it. What it records is told on the standard error. */
export async function applyPorts(bundle: Bundle, store: ObjectStore, context: CommandContext): Promise<ApplyPorts> {
  const { workers: _, ...ports } = scanPorts(bundle, store, context)
  return {
    ...ports,
    configuration: bundle.configuration,
    runner: runnerName(),
    gate: createApprovalGate(await approvalRules(bundle, store)),
    sleep,
    isGone: isGoneRunner,
    concurrency: targetsAtOnce,
    onRecord: recordTeller(context),
  }
}

/** The same for a person at work, who must be allowed to run what is applied or resumed, and is recorded. */
export async function asPerson(
  ports: ApplyPorts,
  asked: string | undefined,
  context: Pick<CommandContext, 'root'>,
): Promise<ApplyPorts> {
  const { access } = ports.configuration
  return { ...ports, principal: principalOf(access, await currentPerson(access, asked, context)) }
}

async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, signal ? { signal } : {}).catch(() => undefined)
}
