import { randomBytes } from 'node:crypto'
import type { Clock } from '../core/clock.js'

/** Makes the part of an id that tells apart what was begun in the same second: four hexadecimal digits. */
export type SuffixSource = () => string

export const randomSuffix: SuffixSource = () => randomBytes(2).toString('hex')

/** An id that sorts by time: `20261124T021802Z-3f9a`. */
export function timedId(clock: Clock, suffix: SuffixSource): string {
  const instant = clock.now().toISOString().slice(0, 19).replaceAll('-', '').replaceAll(':', '')
  return `${instant}Z-${suffix()}`
}
