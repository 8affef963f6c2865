import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Outcome } from '../../core/diagnostics.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { Plan } from '../../core/plan.js'
import { parsePlan } from '../../engine/plan/index.js'
import { readPlan as readKeptPlan } from '../../runner/plan/index.js'
import { CommandFailure, usageFailure } from '../command-failure.js'
import type { CommandContext } from '../environment/context.js'

/** The plan in a file that `escher plan` wrote. One that is no plan, or was edited, ends the command. */
export async function readPlan(path: string, { workingFolder }: Pick<CommandContext, 'workingFolder'>): Promise<Plan> {
  const text = await readFile(resolve(workingFolder, path), 'utf8').catch(() => undefined)
  if (text === undefined) throw usageFailure(`There is no file \`${path}\`.`)
  return sound(parsePlan(text))
}

/** The plan in a file, or the kept one whose hash begins so; undefined when there is neither. */
export async function findPlan(
  subject: string,
  store: ObjectStore,
  context: Pick<CommandContext, 'workingFolder'>,
): Promise<Plan | undefined> {
  if (existsSync(resolve(context.workingFolder, subject))) return await readPlan(subject, context)
  const kept = await readKeptPlan(store, subject)
  return kept && sound(kept)
}

/** The plan in a file, or the kept one whose hash begins so; without either, the command ends. */
export async function requirePlan(
  subject: string,
  store: ObjectStore,
  context: Pick<CommandContext, 'workingFolder'>,
): Promise<Plan> {
  const plan = await findPlan(subject, store, context)
  if (plan) return plan
  throw usageFailure(`There is no file \`${subject}\`, and no kept plan whose hash begins so.`)
}

function sound({ value, diagnostics }: Outcome<Plan | undefined>): Plan {
  const [problem] = diagnostics
  if (value && !problem) return value
  if (problem) throw CommandFailure.of('refused', problem)
  throw new Error('a plan that cannot be read has a diagnostic')
}
