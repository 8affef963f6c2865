import type { MetricRequirement } from '../../../core/policy.js'
import type { Unread } from '../../../core/resource.js'
import { type DailyAverage, figuresOf, longestWindow, millisecondsPerDay } from '../../reading/daily-figures.js'
import { unreadOf } from '../client/failure.js'
import type { Caller, Document, MetricDescription } from '../description.js'

/** CloudWatch takes so many queries in one call. */
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
  readonly requirements: readonly MetricRequirement[]
  readonly days: DailyAverage[]
  unread?: Unread
}

/** Asks CloudWatch for the metrics of all resources of a page, day by day over the longest window of each. */
export async function readMetrics(
  { metrics, requirements, now }: MetricQuestion,
  documents: readonly Document[],
  caller: Caller,
): Promise<(document: Document) => MetricAnswer> {
  const asked = Object.entries(metrics).flatMap(([name, metric]) => {
    const own = requirements.filter((requirement) => requirement.metric === name)
    return own.length === 0 ? [] : [{ name, metric, requirements: own }]
  })
  const bySpan = new Map<number, Series[]>()
  const byDocument = new Map<Document, Series[]>()
  for (const document of documents) {
    const series = asked.map((metric) => ({ ...metric, document, days: [] }))
    byDocument.set(document, series)
    for (const one of series) {
      const span = longestWindow(one.requirements)
      bySpan.set(span, [...(bySpan.get(span) ?? []), one])
    }
  }
  for (const [span, series] of bySpan) {
    for (let start = 0; start < series.length; start += mostQueries) {
      await fill(series.slice(start, start + mostQueries), { span, now }, caller)
    }
  }
  return (document) => answerOf(byDocument.get(document) ?? [], now)
}

async function fill(
  series: readonly Series[],
  { span, now }: { readonly span: number; readonly now: Date },
  caller: Caller,
): Promise<void> {
  const input = {
    StartTime: new Date(now.getTime() - span * millisecondsPerDay),
    EndTime: now,
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

function statisticOf({ metric, document }: Series): Document {
  const dimensions = Object.entries(metric.dimensions(document)).map(([Name, Value]) => ({ Name, Value }))
  return {
    Metric: { Namespace: metric.namespace, MetricName: metric.metric, Dimensions: dimensions },
    Period: millisecondsPerDay / 1000,
    Stat: metric.daily,
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
  series.days.push(...values.map((value, index) => ({ start: Date.parse(instants[index] ?? ''), value })))
}

function answerOf(series: readonly Series[], now: Date): MetricAnswer {
  const failed = series.flatMap(({ name, unread }) => (unread ? [[`metrics.${name}`, unread] as const] : []))
  const figures = series
    .filter(({ unread }) => !unread)
    .map(({ days, requirements }) => figuresOf(days, requirements, now))
  return { figures: Object.assign({}, ...figures), unread: Object.fromEntries(failed) }
}
