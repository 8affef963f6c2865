import { realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { signInSteps } from '../../../compiler/scaffold/workflow.js'
import { crontab, githubWorkflow, mergedCrontab } from '../../../engine/schedule/index.js'
import { usageFailure } from '../../command-failure.js'
import type { CommandContext } from '../../environment/context.js'
import type { Exit } from '../../exit-codes.js'
import type { ScheduleScene } from './scene.js'

/** Prints what makes cron or GitHub call `run-due`. */
export function exportFor(scene: ScheduleScene): Exit {
  const { options, context } = scene
  const { format } = options
  if (format === undefined) {
    throw usageFailure('`escher schedule export` needs `--format cron` or `--format github`.')
  }
  const onlyCron = options.merge || options.command !== undefined || options.log !== undefined
  if (format === 'github' && onlyCron) throw usageFailure('`--merge`, `--command` and `--log` go with `--format cron`.')
  context.terminal.out(format === 'cron' ? cronText(scene) : workflowText(scene))
  return 'clean'
}

function cronText({ schedules, options, context, presentCrontab }: ScheduleScene): string {
  const { root, workingFolder } = context
  const log = options.log === undefined ? join(root, '.escher', 'schedule.log') : resolve(workingFolder, options.log)
  const part = crontab(schedules, { folder: root, command: options.command ?? startingWords(), log })
  return options.merge ? mergedCrontab(presentCrontab, part, root) : part
}

/** What started this process, so that cron, which knows no path, starts the same. */
function startingWords(): readonly string[] {
  const [, entry] = process.argv
  return entry === undefined ? [process.execPath] : [process.execPath, realpathSync(entry)]
}

function workflowText({ schedules, bundle, context }: ScheduleScene): string {
  const real = bundle.configuration.accounts.filter(({ source }) => source.kind === 'cloud')
  return githubWorkflow(schedules, { version: context.version, signIn: signInSteps(real.map(({ cloud }) => cloud)) })
}

/**
 * Reads the present crontab before anything can fail, and gives it back as it was when something does: what is printed may be
 * piped into `crontab -`, which would otherwise be left with nothing.
 */
export async function withPresentCrontab(
  { terminal }: Pick<CommandContext, 'terminal'>,
  act: (crontab: string) => Promise<Exit>,
): Promise<Exit> {
  const present = await standardInput()
  return await act(present).catch((error: unknown) => {
    terminal.out(present)
    throw error
  })
}

async function standardInput(): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of process.stdin) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}
