import type { Schedule } from '../../core/playbook.js'
import { listDirection } from './bounds.js'
import { type Difference, type Direction, difference, memberDifferences } from './change.js'

/** What differs in meaning between two versions of a schedule. Times that it did not run at before are wider. */
export function scheduleDifferences(before: Schedule, after: Schedule): readonly Difference[] {
  return [
    ...difference('playbook', [before.playbook, after.playbook], 'widens'),
    ...difference('at', [before.at, after.at], timesDirection(before.at, after.at)),
    ...difference('timeZone', [before.timeZone, after.timeZone], 'widens'),
    ...difference('missed', [before.missed, after.missed], after.missed === 'run-once' ? 'widens' : 'narrows'),
    ...difference('except', [before.except, after.except], listDirection(after.except, before.except)),
    ...difference('only', [before.only, after.only], listDirection(before.only ?? [], after.only ?? [], 'all')),
    ...difference('requester', [before.requester, after.requester], 'widens'),
    ...memberDifferences('params', before.params, after.params).map((one) => ({
      ...one,
      direction: 'widens' as const,
    })),
  ]
}

/** How many values each field of a cron text has, from which least one. */
const fields = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12 },
  { least: 0, most: 7 },
] as const

/**
 * How the times of two cron texts compare: narrower where each field allows no more than it did. A day matches when
 * either its number or its weekday does, unless one of the two is `*`, so what is `*` has to stay so.
 */
export function timesDirection(before: string, after: string): Direction {
  const [was, is] = [before, after].map((text) => text.trim().split(/\s+/))
  if (!was || !is || was.length !== fields.length || is.length !== fields.length) return 'widens'
  const anyDay = was[2] === '*' && was[4] === '*'
  const isNarrower = fields.every((range, index) => {
    const [earlier = '', later = ''] = [was[index], is[index]]
    if (earlier === later) return true
    const isDay = index === 2 || index === 4
    if (isDay && anyDay) return true
    if (isDay && (earlier === '*' || later === '*')) return false
    const [allowed, wanted] = [valuesOf(earlier, range), valuesOf(later, range)]
    return allowed !== undefined && wanted !== undefined && [...wanted].every((value) => allowed.has(value))
  })
  return isNarrower ? 'narrows' : 'widens'
}

interface FieldRange {
  readonly least: number
  readonly most: number
}

/** The values of a field written with numbers, ranges, steps and commas; undefined for anything else, such as names. */
function valuesOf(field: string, { least, most }: FieldRange): ReadonlySet<number> | undefined {
  const values = new Set<number>()
  for (const part of field.split(',')) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part)
    if (!match) return undefined
    const [, from, to, step] = match
    const end = to ?? (from === undefined || step !== undefined ? most : from)
    if (step !== undefined && Number(step) < 1) return undefined
    for (let value = Number(from ?? least); value <= Number(end); value += Number(step ?? 1)) values.add(value)
  }
  return values
}
