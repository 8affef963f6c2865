import type { MetricRequirement } from '../../core/policy.js'
import { parseSpan } from '../../core/temporal.js'

/** How finely a time series is asked for. */
export interface MetricPeriod {
  readonly seconds: number
  /** The end of a query is cut down to a multiple of so many seconds. */
  readonly cutTo: number
  /** So many of the newest periods may still lack their data point: a window then ends before them. */
  readonly late: number
  /** The share of a window's periods that must hold a data point. */
  readonly covered: number
}

/**
 * The periods, finest first. Clouds publish the figures of five minutes up to a quarter of an hour late. A day may
 * lack data because a machine is switched off at weekends, an hour of a running machine may not.
 */
export const metricPeriods = {
  fiveMinutes: { seconds: 300, cutTo: 300, late: 3, covered: 1 },
  hours: { seconds: 3600, cutTo: 300, late: 0, covered: 1 },
  days: { seconds: 86_400, cutTo: 1, late: 0, covered: 0.5 },
} as const satisfies Readonly<Record<string, MetricPeriod>>

export type MetricPeriodName = keyof typeof metricPeriods

export const metricPeriodNames = Object.keys(metricPeriods) as readonly MetricPeriodName[]

const longestOfFiveMinutes = 3 * 3600
const longestOfHours = 3 * 86_400

/** One question for a time series, whose answer serves all windows that are told in the same period. */
export interface MetricQuery {
  readonly period: MetricPeriodName
  readonly start: Date
  readonly end: Date
  readonly requirements: readonly MetricRequirement[]
}

/** The questions that answer all requirements, one for each period; a window that is no positive span is in none. */
export function queriesOf(requirements: readonly MetricRequirement[], now: Date): readonly MetricQuery[] {
  return metricPeriodNames.flatMap((period) => {
    const own = requirements.filter(({ window }) => periodOf(window) === period)
    return own.length === 0 ? [] : [queryOf(period, own, now)]
  })
}

/** What of a query concerns one metric. */
export function requirementsOn(metric: string, query: MetricQuery): readonly MetricRequirement[] {
  return query.requirements.filter((requirement) => requirement.metric === metric)
}

/** How many periods of a length a window touches. */
export function periodsIn(window: string, period: MetricPeriodName): number {
  return Math.ceil(secondsOf(window) / metricPeriods[period].seconds)
}

/** Up to three hours are told by five minutes, up to three days by the hour; whole days and more are told by the day. */
function periodOf(window: string): MetricPeriodName | undefined {
  const seconds = secondsOf(window)
  if (seconds <= 0) return undefined
  if (seconds <= longestOfFiveMinutes) return 'fiveMinutes'
  return seconds > longestOfHours || seconds % metricPeriods.days.seconds === 0 ? 'days' : 'hours'
}

function queryOf(period: MetricPeriodName, requirements: readonly MetricRequirement[], now: Date): MetricQuery {
  const { seconds, cutTo, late } = metricPeriods[period]
  const periods = Math.max(...requirements.map(({ window }) => periodsIn(window, period))) + late
  const end = Math.floor(now.getTime() / 1000 / cutTo) * cutTo
  return { period, start: new Date((end - periods * seconds) * 1000), end: new Date(end * 1000), requirements }
}

function secondsOf(window: string): number {
  return parseSpan(window)?.seconds ?? 0
}
