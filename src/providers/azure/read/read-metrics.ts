import type { MetricRequirement } from '../../../core/policy.js'
import type { Unread } from '../../../core/resource.js'
import { type DataPoint, figuresOf } from '../../reading/metric-figures.js'
import { type MetricPeriodName, type MetricQuery, queriesOf } from '../../reading/metric-queries.js'
import { type Document, documentsIn, unreadOf } from '../../reading/rest-answer.js'
import { type ArmCaller, armPath } from '../arm/caller.js'
import { type AzureMetricDescription, metricPermission } from '../description.js'

const apiVersion = '2023-10-01'

/**
 * ISO 8601 durations that Azure Monitor takes for `interval`; an interval that a metric does not have is refused. Metrics
 * are kept for 93 days. https://learn.microsoft.com/rest/api/monitor/metrics/list
 */
const intervals: Readonly<Record<MetricPeriodName, string>> = { fiveMinutes: 'PT5M', hours: 'PT1H', days: 'P1D' }

export interface MetricQuestion {
  readonly id: string
  readonly metric: AzureMetricDescription
  /** Requirements of this metric only. */
  readonly requirements: readonly MetricRequirement[]
  readonly now: Date
  readonly signal: AbortSignal | undefined
}

/** The figures that could be read, by `metricKey`, and why others could not. */
export interface MetricAnswer {
  readonly figures: Readonly<Record<string, number | null>>
  readonly unread?: Unread
}

/** Asks Azure Monitor for one metric of one resource: one call for all windows that are told in the same period. */
export async function readMetric(caller: ArmCaller, question: MetricQuestion): Promise<MetricAnswer> {
  const figures: Record<string, number | null> = {}
  let unread: Unread | undefined
  for (const query of queriesOf(question.requirements, question.now)) {
    const answer = await caller({ target: targetOf(question, query), signal: question.signal })
    if ('failure' in answer) {
      unread = unreadOf(answer.failure, 'GET {id}/providers/microsoft.insights/metrics', metricPermission)
    } else {
      const { requirements } = query
      Object.assign(figures, figuresOf({ query, requirements, points: pointsOf(answer.body) }))
    }
  }
  return { figures, ...(unread && { unread }) }
}

function targetOf({ id, metric }: MetricQuestion, { period, start, end }: MetricQuery): string {
  return armPath(`${id}/providers/microsoft.insights/metrics`, apiVersion, {
    timespan: `${wholeSeconds(start)}/${wholeSeconds(end)}`,
    interval: intervals[period],
    metricnames: metric.monitorName,
    aggregation: 'average',
  })
}

function wholeSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

/** Periods without data have no `average`. */
function pointsOf(body: Document): readonly DataPoint[] {
  const series = documentsIn(body['value']).flatMap((metric) => documentsIn(metric['timeseries']))
  return series
    .flatMap((one) => documentsIn(one['data']))
    .flatMap(({ timeStamp, average }) => {
      const start = Date.parse(String(timeStamp))
      return typeof average === 'number' && !Number.isNaN(start) ? [{ start, value: average }] : []
    })
}
