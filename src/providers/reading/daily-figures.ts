import type { MetricRequirement } from '../../core/policy.js'
import { metricKey } from '../../core/resource.js'
import type { MetricStatistic } from '../../core/resource-type.js'
import { parseSpan } from '../../core/temporal.js'

/** The average of one day that starts at `start` (milliseconds since 1970). */
export interface DailyAverage {
  readonly start: number
  readonly value: number
}

const secondsPerDay = 86_400

export const millisecondsPerDay = secondsPerDay * 1000

/** Vendors cut the start of a day to the minute. */
const tolerance = 60_000

const statistics: Readonly<Record<MetricStatistic, (values: readonly number[]) => number>> = {
  max: (values) => Math.max(...values),
  min: (values) => Math.min(...values),
  sum,
  average: (values) => sum(values) / values.length,
}

/** The whole days that a window such as `7d`, `2w` or `12h` touches; undefined for a text that is no span. */
export function daysOf(window: string): number | undefined {
  const days = Math.ceil((parseSpan(window)?.seconds ?? 0) / secondsPerDay)
  return days > 0 ? days : undefined
}

/** The days to read so that every window is covered; 0 when none can be understood. */
export function longestWindow(requirements: readonly MetricRequirement[]): number {
  return Math.max(0, ...requirements.map(({ window }) => daysOf(window) ?? 0))
}

/** The figures asked for, by `metricKey`; null where a window holds no data point. */
export function figuresOf(
  averages: readonly DailyAverage[],
  requirements: readonly MetricRequirement[],
  now: Date,
): Readonly<Record<string, number | null>> {
  return Object.fromEntries(
    requirements.map(({ metric, statistic, window }) => {
      const from = now.getTime() - (daysOf(window) ?? 0) * millisecondsPerDay - tolerance
      const values = averages.filter(({ start }) => start >= from).map(({ value }) => value)
      const compute = statistics[statistic as MetricStatistic]
      return [metricKey(metric, statistic, window), values.length === 0 || !compute ? null : compute(values)]
    }),
  )
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
