import { resourceAddress } from '../../core/resource.js'
import { isEnded, type RunPhase, type RunState, type TargetStatus, targetStatus } from '../../engine/run/index.js'
import { plainLine } from '../escape/plain-text.js'
import type { Paint, Palette } from '../terminal/colour.js'
import { count, withOthers } from '../terminal/phrases.js'
import { padEnd } from '../terminal/width.js'

/** How a target stands, and how one stays that its run ended before. */
export type TargetStanding =
  | TargetStatus
  /** It was never begun. */
  | 'left'
  /** It stays as it is, with some of its steps done. */
  | 'kept'
  /** It waited, and was let go as it is. */
  | 'released'

/** A run in a list. */
export interface RunSummary {
  readonly id: string
  readonly phase: RunPhase
  readonly playbook: string
  /** The other playbooks of a plan of several; left out where there are none. */
  readonly furtherPlaybooks?: readonly string[]
  readonly requester: string
  /** Who had it applied; left out where no person did. */
  readonly appliedBy?: string
  readonly startedAt: string
  readonly updatedAt: string
  /** How many targets stand how. */
  readonly targets: Readonly<Partial<Record<TargetStanding, number>>>
  readonly undoes?: string
}

/** What a list says of a run. */
export function summarizeRun({
  id,
  phase,
  plan,
  requester,
  principal,
  startedAt,
  updatedAt,
  targets,
  undoes,
}: RunState): RunSummary {
  const standings: Partial<Record<TargetStanding, number>> = {}
  for (const target of plan.targets) {
    const standing = standingOf(targetStatus(target, targets.get(resourceAddress(target))), phase)
    standings[standing] = (standings[standing] ?? 0) + 1
  }
  const further = plan.furtherPlaybooks.map((one) => one.id)
  return {
    id,
    phase,
    playbook: plan.playbook.id,
    ...(further.length > 0 ? { furtherPlaybooks: further } : {}),
    requester: requester.person,
    ...(principal ? { appliedBy: principal.person } : {}),
    startedAt,
    updatedAt,
    targets: standings,
    ...(undoes === undefined ? {} : { undoes }),
  }
}

const afterEnd: Readonly<Partial<Record<TargetStatus, TargetStanding>>> = {
  pending: 'left',
  active: 'kept',
  waiting: 'released',
}

/** Nothing goes on in a run that has ended, whatever its last records say of a target. */
function standingOf(status: TargetStatus, phase: RunPhase): TargetStanding {
  return isEnded(phase) ? (afterEnd[status] ?? status) : status
}

/** Runs as a table for a terminal, in the order given. */
export function renderRuns(runs: readonly RunSummary[], style: Palette): string {
  const width = Math.max(0, ...runs.map((run) => playbooksOf(run).length))
  return runs
    .map((run) => {
      const phase = phasePaint(run.phase, style)(padEnd(run.phase, 'interrupted'.length))
      const what = `${padEnd(playbooksOf(run), width)}  ${targetsText(run)}`
      const undoes = run.undoes === undefined ? '' : style.dim(`  takes back ${run.undoes}`)
      return `${run.id}  ${phase}  ${what}  ${style.dim(plainLine(peopleOf(run)))}${undoes}\n`
    })
    .join('')
}

function playbooksOf({ playbook, furtherPlaybooks = [] }: RunSummary): string {
  return withOthers(plainLine(playbook), furtherPlaybooks.length)
}

function peopleOf({ requester, appliedBy }: RunSummary): string {
  return appliedBy === undefined || appliedBy === requester ? requester : `${requester}, applied by ${appliedBy}`
}

/** How a run stands, and what can be done about it. */
export function renderRunEnd(state: RunState, style: Palette): string {
  const run = summarizeRun(state)
  const hints = isStale(run) ? ['Plan again: escher plan'] : nextStep(run)
  return [renderStanding(state, style), ...hints.map((hint) => `${hint}\n`)].join('')
}

/** How a run stands, in a sentence. */
export function renderStanding(state: RunState, style: Palette): string {
  const run = summarizeRun(state)
  const phase = phasePaint(run.phase, style)(run.phase)
  const stopped = state.stopped === undefined ? '' : `, stopped by ${stopWords[state.stopped]}`
  return isStale(run)
    ? `Run ${style.bold(run.id)} ${phase}: it did nothing: ${targetsText(run)}, moved since the plan.\n`
    : `Run ${style.bold(run.id)} ${phase}${stopped}: ${targetsText(run)}.\n`
}

/** True of a run that came too late for every one of its targets. */
function isStale({ targets }: RunSummary): boolean {
  return Object.keys(targets).every((status) => status === 'stale')
}

const stopWords = {
  breaker: 'its breaker after failures in a row',
  'error-budget': 'its error budget',
  cancelled: 'a request to cancel it',
  interrupted: 'an interruption',
} as const satisfies Record<NonNullable<RunState['stopped']>, string>

function nextStep({ id, phase }: RunSummary): readonly string[] {
  if (phase === 'waiting' || phase === 'interrupted' || phase === 'running') return [`Go on with: escher resume ${id}`]
  return phase === 'failed' ? [`See what happened: escher run show ${id}`] : []
}

function targetsText({ targets }: RunSummary): string {
  const parts = Object.entries(targets).map(([status, number]) => `${number} ${status}`)
  const total = Object.values(targets).reduce((sum, number) => sum + number, 0)
  return parts.length === 1 ? `${count(total, 'target')} ${parts[0]?.replace(/^\d+ /, '')}` : parts.join(', ')
}

function phasePaint(phase: RunPhase, style: Palette): Paint {
  if (phase === 'succeeded') return style.green
  return phase === 'failed' || phase === 'cancelled' ? style.red : style.yellow
}
