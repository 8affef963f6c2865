import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Plan } from '../../core/plan.js'
import { parsePlan } from '../../engine/plan/index.js'
import { CommandFailure, usageFailure } from '../command-failure.js'
import type { CommandContext } from '../environment/context.js'

/** The plan in a file that `escher plan` wrote. One that is no plan, or was edited, ends the command. */
export async function readPlan(path: string, { workingFolder }: Pick<CommandContext, 'workingFolder'>): Promise<Plan> {
  const text = await readFile(resolve(workingFolder, path), 'utf8').catch(() => undefined)
  if (text === undefined) throw usageFailure(`There is no file \`${path}\`.`)
  const { value, diagnostics } = parsePlan(text)
  const [problem] = diagnostics
  if (value && !problem) return value
  if (problem) throw CommandFailure.of('refused', problem)
  throw new Error('a plan that cannot be read has a diagnostic')
}
