import { nextTimes } from '../../../engine/schedule/index.js'
import { palette } from '../../../report/index.js'
import { latestOutcome } from '../../../runner/schedule/index.js'
import type { CommandInput, CommandRun } from '../../command.js'
import { usageFailure } from '../../command-failure.js'
import type { CommandContext } from '../../environment/context.js'
import type { Exit } from '../../exit-codes.js'
import { requireBundle } from '../../project/compile-repository.js'
import { openConfiguredStore } from '../../project/open-store.js'
import type { scheduleCommand } from './definition.js'
import { exportFor, withPresentCrontab } from './export.js'
import { runWhatIsDue } from './run-due.js'
import type { ScheduleScene } from './scene.js'
import { listLine, nextLines } from './view.js'

export const run: CommandRun<typeof scheduleCommand> = async (input, context) => {
  const isMerging = input.arguments[0] === 'export' && input.options.merge
  return isMerging
    ? await withPresentCrontab(context, (crontab) => act(input, context, crontab))
    : await act(input, context)
}

async function act(
  { options, arguments: [action, ...ids] }: CommandInput<typeof scheduleCommand>,
  context: CommandContext,
  presentCrontab = '',
): Promise<Exit> {
  const bundle = await requireBundle(context)
  const unknown = ids.find((id) => !bundle.schedules.some((schedule) => schedule.id === id))
  if (unknown !== undefined) throw usageFailure(`There is no schedule \`${unknown}\`.`)
  const schedules = ids.length === 0 ? bundle.schedules : bundle.schedules.filter(({ id }) => ids.includes(id))
  const store = openConfiguredStore(bundle.configuration, context.root)
  const scene = { schedules, options, bundle, store, context, presentCrontab }
  if (action === 'export') return exportFor(scene)
  if (action === 'run-due') return await runWhatIsDue(scene)
  if (schedules.length === 0 && !options.json) context.terminal.out('There are no schedules.\n')
  else if (action === 'next') showNext(scene)
  else await showList(scene)
  return 'clean'
}

function showNext({ schedules, options, context }: ScheduleScene): void {
  const { terminal, clock } = context
  const wanted = Number(options.count ?? 3)
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 100) {
    throw usageFailure(`\`--count\` takes a whole number from 1 to 100, not \`${options.count}\`.`)
  }
  const all = schedules.map((schedule) => ({ schedule, times: nextTimes(schedule, clock.now(), wanted) }))
  if (options.json) {
    const entries = all.map(({ schedule, times }) => ({ schedule: schedule.id, times }))
    terminal.out(`${JSON.stringify(entries, null, 2)}\n`)
  } else terminal.out(all.map((one) => nextLines(one, palette(terminal.colour))).join(''))
}

async function showList({ schedules, options, store, context }: ScheduleScene): Promise<void> {
  const { terminal, clock } = context
  const all = await Promise.all(
    schedules.map(async (schedule) => ({
      schedule,
      next: nextTimes(schedule, clock.now(), 1)[0],
      last: await latestOutcome(store, schedule.id),
    })),
  )
  if (options.json) terminal.out(`${JSON.stringify(all, null, 2)}\n`)
  else terminal.out(all.map((one) => listLine(one, palette(terminal.colour))).join(''))
}
