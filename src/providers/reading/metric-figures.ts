import type { MetricRequirement } from '../../core/policy.js'
import { metricKey } from '../../core/resource.js'
import type { MetricStatistic } from '../../core/resource-type.js'
import { type MetricQuery, metricPeriods, periodsIn } from './metric-queries.js'

/** What a cloud tells of one period that starts at `start` (milliseconds since 1970). */
export interface DataPoint {
  readonly start: number
  readonly value: number
}

/** The data points of one resource and metric, as the answer to a query. */
export interface MetricSeries {
  readonly query: MetricQuery
  /** Those of the query that this series answers. */
  readonly requirements: readonly MetricRequirement[]
  readonly points: readonly DataPoint[]
  /** True of a metric that has no data points while nothing happens, so that their lack does not mean a gap. */
  readonly sparse?: boolean
}

const statistics: Readonly<Record<MetricStatistic, (values: readonly number[]) => number>> = {
  max: (values) => Math.max(...values),
  min: (values) => Math.min(...values),
  sum,
  average: (values) => sum(values) / values.length,
}

/**
 * The figures asked for, by `metricKey`. Null where a window holds too few data points to speak for all of it: for a
 * resource that is younger, or that told nothing for a time.
 */
export function figuresOf(series: MetricSeries): Readonly<Record<string, number | null>> {
  const values = valuesByAge(series)
  return Object.fromEntries(
    series.requirements.map((requirement) => [
      metricKey(requirement.metric, requirement.statistic, requirement.window),
      figureOf(requirement, values, series),
    ]),
  )
}

function figureOf(
  { statistic, window }: MetricRequirement,
  values: ReadonlyMap<number, number>,
  { query: { period }, sparse = false }: MetricSeries,
): number | null {
  const { late, covered } = metricPeriods[period]
  const periods = periodsIn(window, period)
  const newest = sparse ? 0 : Math.min(late, ...values.keys())
  const within = [...values].filter(([age]) => age >= newest && age < newest + periods).map(([, value]) => value)
  const needed = sparse ? 1 : Math.ceil(periods * covered)
  const compute = statistics[statistic as MetricStatistic]
  return within.length < needed || !compute ? null : compute(within)
}

/**
 * The values by the count of whole periods from their own to the end of the query. Clouds cut starts to the minute, or
 * to the hour; a data point counts for the period that its middle is in.
 */
function valuesByAge({ query, points }: MetricSeries): ReadonlyMap<number, number> {
  const length = metricPeriods[query.period].seconds * 1000
  const aged = points.map(({ start, value }) => {
    const middle = start + length / 2
    return [Math.floor((query.end.getTime() - middle) / length), value] as const
  })
  return new Map(aged.filter(([age]) => age >= 0))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
