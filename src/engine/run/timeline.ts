import type { ApprovalEvidence } from '../../core/approval.js'
import type { RunEvent, RunRecord, TornRecord } from '../../core/run.js'
import { evidenceText } from './evidence-text.js'
import { splitStepName } from './step-name.js'

/** One thing that happened in a run, with how long it took by the times of the records. */
export interface TimelineEntry {
  readonly number: number
  readonly at: string
  readonly kind: RunEvent['kind']
  readonly target?: string
  readonly step?: string
  /** Of what has ended, since the record that began it: START of DONE, the wait of its end, the one before a verification. */
  readonly milliseconds?: number
  readonly text: string
}

/** A run's records as a timeline. START records are shown only while nothing tells how they ended, or if all are wanted. */
export function timeline(
  records: readonly RunRecord[],
  { whole = false }: { readonly whole?: boolean } = {},
): readonly TimelineEntry[] {
  const begun = new Map<string, RunRecord>()
  const entries = new Map<number, TimelineEntry>()
  for (const record of records) {
    const name = nameOf(record.event)
    const beginning = name && begun.get(record.event.kind === 'verified' ? targetKey(name.target) : name.key)
    if (!whole && beginning && replaces(record.event, beginning.event)) entries.delete(beginning.number)
    entries.set(record.number, entryOf(record, beginning))
    if (name) remember(begun, record, name)
  }
  return [...entries.values()]
}

interface EntryName {
  readonly key: string
  readonly target: string
  readonly step?: string
}

function nameOf(event: RunEvent): EntryName | undefined {
  if ('target' in event) return { key: event.target, target: event.target }
  if (!('step' in event) || event.step === undefined) return undefined
  const { address, step } = splitStepName(event.step)
  return { key: event.step, target: address, step }
}

/**
 * A verification begins where the step before it ended, so each record also stands for its target. An approval does not
 * begin anything: the step goes on waiting until its last one is there.
 */
function remember(begun: Map<string, RunRecord>, record: RunRecord, { key, target }: EntryName): void {
  if (record.event.kind !== 'approved') begun.set(key, record)
  begun.set(targetKey(target), record)
}

function targetKey(target: string): string {
  return `${target}#`
}

const endOf: Partial<Record<RunEvent['kind'], readonly RunEvent['kind'][]>> = {
  started: ['done', 'failed', 'started'],
  'undo-started': ['undo-done', 'undo-failed', 'undo-started'],
}

function replaces({ kind }: RunEvent, beginning: RunEvent): boolean {
  return endOf[beginning.kind]?.includes(kind) ?? false
}

/** What the duration of an end counts from; a verification begins with whatever came before it on its target. */
const beginningsOf: Partial<Record<RunEvent['kind'], readonly RunEvent['kind'][]>> = {
  done: ['started'],
  failed: ['started', 'waiting'],
  waited: ['waiting'],
  'undo-done': ['undo-started'],
  'undo-failed': ['undo-started'],
}

function ends({ kind }: RunEvent, beginning: RunEvent): boolean {
  return kind === 'verified' || (beginningsOf[kind]?.includes(beginning.kind) ?? false)
}

function entryOf(record: RunRecord, beginning: RunRecord | undefined): TimelineEntry {
  const { event, number, at } = record
  const name = nameOf(event)
  return {
    number,
    at,
    kind: event.kind,
    ...(name ? { target: name.target } : {}),
    ...(name?.step === undefined ? {} : { step: name.step }),
    ...(beginning && ends(event, beginning.event) ? { milliseconds: Date.parse(at) - Date.parse(beginning.at) } : {}),
    text: textOf(event),
  }
}

type Texts = { readonly [Kind in RunEvent['kind']]: (event: Extract<RunEvent, { readonly kind: Kind }>) => string }

const texts: Texts = {
  planned: ({ plan, requester, principal, evidence = [] }) =>
    `plan ${plan.hash.slice(0, 12)} of ${plan.playbook.id} version ${plan.playbook.version}, asked for by ${requester.person}, ${principal ? `applied by ${principal.person}` : 'applied on its own'}${evidenceTexts(evidence)}`,
  approved: ({ approval: { selfApproved, approver, standing }, evidence }) => {
    const use = standing ? `, use ${standing.use} of ${standing.of} of ${standing.id}` : ''
    return `${selfApproved ? 'self-approved' : 'approved'} by ${approver}${use} (${evidence})`
  },
  waiting: ({ until, reason }) => (until === 'approval' ? `waiting: ${reason}` : `waiting until ${until}: ${reason}`),
  waited: () => 'the wait is over',
  resumed: ({ runner, principal, torn = [] }) =>
    `resumed by ${principal ? `${principal.person} (${runner})` : runner}${pastTorn(torn)}`,
  started: ({ attempt }) => `started, attempt ${attempt}`,
  done: ({ outcome, created = [] }) =>
    `${outcome === 'changed' ? 'done' : 'was as wanted already'}${created.length > 0 ? `, made ${created.join(', ')}` : ''}`,
  failed: ({ code, message }) => `failed: ${code}: ${message}`,
  verified: ({ held, evidence }) => `${heldText(held)}: ${evidence}`,
  skipped: ({ reason }) => `skipped: ${reason}`,
  stale: ({ moved }) => `stale, nothing done: ${moved.join(', ')} moved since the plan`,
  'undo-started': ({ operation }) => `putting back with ${operation}`,
  'undo-done': ({ operation }) => `put back with ${operation}`,
  'undo-failed': ({ message = 'no reason given' }) => `could not be put back: ${message}`,
  'left-behind': ({ resources }) => `stays, though the rest is put back: ${resources.join(', ')}`,
  notified: ({ message }) => message,
  'cancel-requested': ({ by, torn = [] }) => `${by} asked that it be cancelled${pastTorn(torn)}`,
  stopped: ({ reason, playbooks }) => `stopped: ${reason}${playbooks ? ` of ${playbooks.join(', ')}` : ''}`,
  finished: ({ result }) => `finished: ${result}`,
}

function evidenceTexts(evidence: readonly ApprovalEvidence[]): string {
  return evidence.map((one) => `; ${evidenceText(one)}`).join('')
}

function pastTorn(torn: readonly TornRecord[]): string {
  return torn.length > 0 ? `, past ${torn.length} record(s) that were cut off` : ''
}

function heldText(held: boolean | 'unknown'): string {
  if (held === 'unknown') return 'could not be verified'
  return held ? 'verified' : 'verification failed'
}

function textOf<Kind extends RunEvent['kind']>(event: Extract<RunEvent, { readonly kind: Kind }>): string {
  return (texts[event.kind] as unknown as (event: RunEvent) => string)(event)
}
