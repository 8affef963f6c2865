import type { MetricRequirement } from '../../../core/policy.js'
import type { Unread } from '../../../core/resource.js'
import { type DataPoint, figuresOf } from '../../reading/metric-figures.js'
import { type MetricQuery, metricPeriods, queriesOf, requirementsOn } from '../../reading/metric-queries.js'
import { unreadOf } from '../client/failure.js'
import type { Caller, Document, MetricDescription } from '../description.js'

/**
 * CloudWatch takes so many queries in one call, and continues on another page after 100,800 data points. It keeps five
 * minutes for 63 days and hours for 455 days, more than any window of theirs here.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
const mostQueries = 500

const call = { service: 'cloudwatch', operation: 'GetMetricData' } as const

/** The figures of one resource by `metricKey`, and metrics that could not be read, by name. */
export interface MetricAnswer {
  readonly figures: Readonly<Record<string, number | null>>
  readonly unread: Readonly<Record<string, Unread>>
}

export interface MetricQuestion {
  readonly metrics: Readonly<Record<string, MetricDescription>>
  readonly requirements: readonly MetricRequirement[]
  readonly now: Date
}

interface Series {
  readonly document: Document
  readonly name: string
  readonly metric: MetricDescription
  readonly query: MetricQuery
  readonly points: DataPoint[]
  unread?: Unread
}

/** Asks CloudWatch for the metrics of all resources of a page: one question for all windows told in the same period. */
export async function readMetrics(
  { metrics, requirements, now }: MetricQuestion,
  documents: readonly Document[],
  caller: Caller,
): Promise<(document: Document) => MetricAnswer> {
  const known = requirements.filter(({ metric }) => Object.hasOwn(metrics, metric))
  const byDocument = new Map<Document, Series[]>(documents.map((document) => [document, []]))
  for (const query of queriesOf(known, now)) {
    const asked = Object.entries(metrics).filter(([name]) => requirementsOn(name, query).length > 0)
    const series = documents.flatMap((document) =>
      asked.map(([name, metric]): Series => ({ document, name, metric, query, points: [] })),
    )
    for (const one of series) byDocument.get(one.document)?.push(one)
    for (let start = 0; start < series.length; start += mostQueries) {
      await fill(series.slice(start, start + mostQueries), query, caller)
    }
  }
  return (document) => answerOf(byDocument.get(document) ?? [])
}

async function fill(series: readonly Series[], query: MetricQuery, caller: Caller): Promise<void> {
  const input = {
    StartTime: query.start,
    EndTime: query.end,
    MetricDataQueries: series.map((one, index) => ({ Id: `q${index}`, MetricStat: statisticOf(one) })),
  }
  try {
    for await (const page of caller.pages(call.service, call.operation, input)) {
      for (const result of (page['MetricDataResults'] ?? []) as readonly Document[]) {
        const one = series[Number(String(result['Id']).slice(1))]
        if (one) take(result, one)
      }
    }
  } catch (error) {
    for (const one of series) one.unread = unreadOf(error, call)
  }
}

function statisticOf({ metric, document, query }: Series): Document {
  const dimensions = Object.entries(metric.dimensions(document)).map(([Name, Value]) => ({ Name, Value }))
  return {
    Metric: { Namespace: metric.namespace, MetricName: metric.metric, Dimensions: dimensions },
    Period: metricPeriods[query.period].seconds,
    Stat: metric.samples,
  }
}

function take(result: Document, series: Series): void {
  const status = result['StatusCode']
  if (status === 'InternalError' || status === 'Forbidden') {
    const reason = status === 'Forbidden' ? 'access-denied' : 'failed'
    series.unread = { reason, message: `${status}: CloudWatch gave no data`, operation: 'cloudwatch:GetMetricData' }
  }
  const values = (result['Values'] ?? []) as readonly number[]
  const instants = (result['Timestamps'] ?? []) as readonly string[]
  series.points.push(...values.map((value, index) => ({ start: Date.parse(instants[index] ?? ''), value })))
}

function answerOf(series: readonly Series[]): MetricAnswer {
  const failed = series.flatMap(({ name, unread }) => (unread ? [[`metrics.${name}`, unread] as const] : []))
  const figures = series
    .filter(({ unread }) => !unread)
    .map(({ name, metric, query, points }) =>
      figuresOf({ query, points, requirements: requirementsOn(name, query), sparse: metric.sparse ?? false }),
    )
  return { figures: Object.assign({}, ...figures), unread: Object.fromEntries(failed) }
}
