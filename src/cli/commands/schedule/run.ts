import type { Bundle } from '../../../core/bundle.js'
import type { ObjectStore } from '../../../core/object-store.js'
import type { Schedule } from '../../../core/playbook.js'
import { crontab, githubWorkflow, nextTimes } from '../../../engine/schedule/index.js'
import { palette } from '../../../report/index.js'
import { latestOutcome, type OccurrenceOutcome, runDue } from '../../../runner/schedule/index.js'
import type { CommandInput, CommandRun } from '../../command.js'
import { usageFailure } from '../../command-failure.js'
import type { CommandContext } from '../../environment/context.js'
import { runnerName } from '../../environment/runner-identity.js'
import type { Exit } from '../../exit-codes.js'
import { requireBundle } from '../../project/compile-repository.js'
import { currentPerson } from '../../project/current-person.js'
import { openConfiguredStore } from '../../project/open-store.js'
import type { scheduleCommand } from './definition.js'
import { performer } from './perform.js'
import { dueLine, listLine, nextLines } from './view.js'

type Options = CommandInput<typeof scheduleCommand>['options']

interface Scene {
  readonly schedules: readonly Schedule[]
  readonly options: Options
  readonly bundle: Bundle
  readonly store: ObjectStore
  readonly context: CommandContext
}

export const run: CommandRun<typeof scheduleCommand> = async ({ options, arguments: [action, ...ids] }, context) => {
  const bundle = await requireBundle(context)
  const unknown = ids.find((id) => !bundle.schedules.some((schedule) => schedule.id === id))
  if (unknown !== undefined) throw usageFailure(`There is no schedule \`${unknown}\`.`)
  const schedules = ids.length === 0 ? bundle.schedules : bundle.schedules.filter(({ id }) => ids.includes(id))
  const store = openConfiguredStore(bundle.configuration, context.root)
  const scene = { schedules, options, bundle, store, context }
  if (action === 'export') return exportFor(scene)
  if (action === 'run-due') return await runWhatIsDue(scene)
  if (schedules.length === 0 && !options.json) context.terminal.out('There are no schedules.\n')
  else if (action === 'next') showNext(scene)
  else await showList(scene)
  return 'clean'
}

function exportFor({ schedules, options, context }: Scene): Exit {
  if (options.format === undefined)
    throw usageFailure('`escher schedule export` needs `--format cron` or `--format github`.')
  const text = options.format === 'cron' ? crontab(schedules, context.root) : githubWorkflow(schedules)
  context.terminal.out(text)
  return 'clean'
}

function showNext({ schedules, options, context }: Scene): void {
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

async function showList({ schedules, options, store, context }: Scene): Promise<void> {
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

async function runWhatIsDue({ schedules, options, bundle, store, context }: Scene): Promise<Exit> {
  const { terminal, clock } = context
  const requester = await currentPerson(bundle.configuration.access, options.as, context)
  const perform = performer({ requester, bundle, store, context })
  const runs = await runDue(schedules, { store, clock, perform, runner: runnerName() })
  if (options.json) terminal.out(`${JSON.stringify(runs, null, 2)}\n`)
  else if (runs.length === 0) terminal.out('Nothing is due.\n')
  else terminal.out(runs.map((one) => dueLine(one, palette(terminal.colour))).join(''))
  return exitOf(runs.flatMap(({ outcome }) => (outcome === 'taken' ? [] : [outcome.result])))
}

/** The worst that happened. */
function exitOf(results: readonly OccurrenceOutcome['result'][]): Exit {
  if (results.includes('failed')) return 'run-failed'
  return results.includes('refused') ? 'refused' : 'clean'
}
