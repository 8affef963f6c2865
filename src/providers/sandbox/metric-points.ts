import type { DataPoint } from '../reading/metric-figures.js'
import { type MetricPeriodName, type MetricQuery, metricPeriodNames, metricPeriods } from '../reading/metric-queries.js'

/** A figure, or one that stays so for several periods. */
export type EstateFigure = number | { readonly value: number; readonly times: number }

/** The figures of a metric by the period that they are of, oldest first; the last is that of the period that ends now. */
export type EstateMetric = Readonly<Partial<Record<MetricPeriodName, readonly EstateFigure[]>>>

/** The data points that answer a query. Where nothing is written of a period, it is as the longer one it lies in. */
export function pointsOf(metric: EstateMetric | undefined, { period, start, end }: MetricQuery): readonly DataPoint[] {
  const written = metricPeriodNames.slice(metricPeriodNames.indexOf(period)).find((name) => metric?.[name])
  if (written === undefined) return []
  const values = (metric?.[written] ?? []).flatMap(repeated)
  const length = metricPeriods[period].seconds * 1000
  const asked = Math.floor((end.getTime() - start.getTime()) / length)
  return Array.from({ length: asked }, (_, age) => {
    const value = values.at(-1 - Math.floor((age * length) / (metricPeriods[written].seconds * 1000)))
    return value === undefined ? [] : [{ start: end.getTime() - (age + 1) * length, value }]
  }).flat()
}

function repeated(figure: EstateFigure): readonly number[] {
  return typeof figure === 'number' ? [figure] : Array.from({ length: figure.times }, () => figure.value)
}
