import type { MetricRequirement } from '../../../core/policy.js'
import type { Unread } from '../../../core/resource.js'
import { type DailyAverage, figuresOf, longestWindow, millisecondsPerDay } from '../../reading/daily-figures.js'
import { type Document, documentsIn, unreadOf } from '../../reading/rest-answer.js'
import { type ArmCaller, armPath } from '../arm/caller.js'
import { type AzureMetricDescription, metricPermission } from '../description.js'

const apiVersion = '2023-10-01'

export interface MetricQuestion {
  readonly id: string
  readonly metric: AzureMetricDescription
  /** Requirements of this metric only. */
  readonly requirements: readonly MetricRequirement[]
  readonly now: Date
  readonly signal: AbortSignal | undefined
}

/** Asks Azure Monitor for one metric of one resource, day by day over the longest window. */
export async function readMetric(
  caller: ArmCaller,
  { id, metric, requirements, now, signal }: MetricQuestion,
): Promise<{ readonly figures: Readonly<Record<string, number | null>> } | { readonly unread: Unread }> {
  const from = new Date(now.getTime() - longestWindow(requirements) * millisecondsPerDay)
  const target = armPath(`${id}/providers/microsoft.insights/metrics`, apiVersion, {
    timespan: `${wholeSeconds(from)}/${wholeSeconds(now)}`,
    interval: 'P1D',
    metricnames: metric.monitorName,
    aggregation: 'average',
  })
  const answer = await caller({ target, signal })
  if ('failure' in answer)
    return { unread: unreadOf(answer.failure, 'GET {id}/providers/microsoft.insights/metrics', metricPermission) }
  return { figures: figuresOf(averagesOf(answer.body), requirements, now) }
}

function wholeSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

/** Days without data have no `average`. */
function averagesOf(body: Document): readonly DailyAverage[] {
  const series = documentsIn(body['value']).flatMap((metric) => documentsIn(metric['timeseries']))
  return series
    .flatMap((one) => documentsIn(one['data']))
    .flatMap(({ timeStamp, average }) => {
      const start = Date.parse(String(timeStamp))
      return typeof average === 'number' && !Number.isNaN(start) ? [{ start, value: average }] : []
    })
}
