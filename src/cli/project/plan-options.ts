import type { PlanOptions } from '../../report/index.js'
import type { CommandContext } from '../environment/context.js'

const targetsShown = 20

/** How plans are shown on this terminal. */
export function planOptions({ terminal, version }: CommandContext, all: boolean | undefined): PlanOptions {
  const { colour, width } = terminal
  return { colour, width, toolVersion: version, targets: all ? Number.POSITIVE_INFINITY : targetsShown }
}
