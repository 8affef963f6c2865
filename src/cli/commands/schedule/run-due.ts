import { palette } from '../../../report/index.js'
import { type OccurrenceOutcome, resumeDue, runDue, timesDue, waitingRuns } from '../../../runner/schedule/index.js'
import { runnerName } from '../../environment/runner-identity.js'
import type { Exit } from '../../exit-codes.js'
import { applyPorts } from '../../project/apply-ports.js'
import { currentPerson } from '../../project/current-person.js'
import { heldApprovals } from '../../project/held-approvals.js'
import { type PerformContext, performer, planSchedule } from './perform.js'
import type { ScheduleScene } from './scene.js'
import { dueLine, rehearsedLine, resumedLine } from './view.js'

/** Runs what has come due, and goes on with the runs that wait where what they wait for has come. */
export async function runWhatIsDue(scene: ScheduleScene): Promise<Exit> {
  const { schedules, options, bundle, store, context } = scene
  const { terminal, clock } = context
  if (options['dry-run']) return await rehearse(scene)
  const perform = performer(await performContext(scene))
  const due = await runDue(schedules, { store, clock, perform, runner: runnerName() })
  const resumed = await resumeDue(await applyPorts(bundle, store, context))
  const told = resumed.filter(({ wentOn, outcome }) => wentOn || outcome.result !== 'waiting')
  const style = palette(terminal.colour)
  if (options.json) terminal.out(`${JSON.stringify({ due, resumed }, null, 2)}\n`)
  else if (due.length === 0 && told.length === 0) terminal.out('Nothing is due.\n')
  else terminal.out([...due.map((one) => dueLine(one, style)), ...told.map((one) => resumedLine(one, style))].join(''))
  return worstOf([
    ...due.flatMap(({ outcome }) => (outcome === 'taken' ? [] : [outcome.result])),
    ...told.map(({ outcome }) => outcome.result),
  ])
}

/** How a command ends by the worst that happened. */
export function worstOf(results: readonly OccurrenceOutcome['result'][]): Exit {
  if (results.includes('failed')) return 'run-failed'
  return results.includes('refused') ? 'refused' : 'clean'
}

async function performContext({ options, bundle, store, context }: ScheduleScene): Promise<PerformContext> {
  const requester = await currentPerson(bundle.configuration.access, options.as, context)
  return { requester, bundle, store, context }
}

/** Shows what is due and what would be planned, and which runs wait. Nothing is claimed and nothing applied. */
async function rehearse(scene: ScheduleScene): Promise<Exit> {
  const { schedules, options, bundle, store, context } = scene
  const { terminal, clock } = context
  const performing = await performContext(scene)
  const due = []
  for (const schedule of schedules) {
    const times = await timesDue(schedule, { store, clock })
    if (!times.run) continue
    const { plan, diagnostics } = await planSchedule(schedule, performing)
    const missing = plan && (await heldApprovals(plan, bundle, context))
    const isHeld = missing && (missing.missing === 0 || missing.standing !== undefined)
    due.push({ schedule: schedule.id, due: times.run.toISOString(), plan, approved: isHeld ?? false, diagnostics })
  }
  const waiting = (await waitingRuns(store)).map(({ id, plan, phase }) => ({
    run: id,
    playbook: plan.playbook.id,
    phase,
  }))
  if (options.json) terminal.out(`${JSON.stringify({ due, waiting }, null, 2)}\n`)
  else if (due.length === 0 && waiting.length === 0) terminal.out('Nothing is due, and no run waits.\n')
  else {
    const style = palette(terminal.colour)
    const runs = waiting.map(({ run, playbook }) => `${style.bold(run)}  ${playbook} waits, and would be looked at\n`)
    terminal.out([...due.map((one) => rehearsedLine(one, style)), ...runs, 'Dry run: nothing was applied.\n'].join(''))
  }
  return 'clean'
}
