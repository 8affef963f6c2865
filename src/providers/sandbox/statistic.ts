import type { MetricStatistic } from '../../core/resource-type.js'

const daysPerUnit: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, w: 7 }

const statistics: Readonly<Record<MetricStatistic, (values: readonly number[]) => number>> = {
  max: (values) => Math.max(...values),
  min: (values) => Math.min(...values),
  sum: (values) => values.reduce((total, value) => total + value, 0),
  average: (values) => values.reduce((total, value) => total + value, 0) / values.length,
}

/** A statistic over the daily averages of the last days of a window such as `7d`; null without any data point. */
export function statisticOf(dailyAverages: readonly number[], statistic: string, window: string): number | null {
  const days = Math.ceil(Number.parseFloat(window) * (daysPerUnit[window.slice(-1)] ?? Number.NaN))
  const values = dailyAverages.slice(-days)
  const compute = statistics[statistic as MetricStatistic]
  return values.length === 0 || Number.isNaN(days) || !compute ? null : compute(values)
}
