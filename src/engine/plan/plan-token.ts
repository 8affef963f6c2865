import { digest } from '../../core/canonical-json.js'

const tokenLength = 32

/**
 * What stands for a run's token in the requests of a plan. Requests made with it again, before a step is taken, must
 * be those of the plan.
 */
export function planToken(target: string, step: string): string {
  return digest(['plan', target, step]).slice(0, tokenLength)
}

/** Stand-ins for the ids of resources that a step will create: the same in every plan of the same step. */
export function standInIds(target: string, step: string): (kind: string) => string {
  let made = 0
  return (kind) => `${kind}-${digest(['created', target, step, made++]).slice(0, 17)}`
}
