import type { MetricRequirement } from '../../../core/policy.js'
import { type DailyAverage, figuresOf, longestWindow, millisecondsPerDay } from '../../reading/daily-figures.js'
import { asDocument, type CallFailure, type Document, documentsIn } from '../../reading/rest-answer.js'
import type { GcpMetricDescription } from '../description.js'
import type { GcpCaller } from '../rest/caller.js'
import { gcpPages } from '../rest/pages.js'

export interface MetricQuestion {
  readonly project: string
  readonly metric: GcpMetricDescription
  /** Requirements of this metric only. */
  readonly requirements: readonly MetricRequirement[]
  readonly now: Date
  readonly signal: AbortSignal | undefined
}

/** The figures of a document of the type that was asked about. */
export type FiguresOfDocument = (document: Document) => Readonly<Record<string, number | null>>

/** Asks Cloud Monitoring for one metric of all resources of a project, day by day over the longest window. */
export async function readMetric(
  caller: GcpCaller,
  { project, metric, requirements, now, signal }: MetricQuestion,
): Promise<{ readonly figures: FiguresOfDocument } | { readonly failure: CallFailure }> {
  const averages = new Map<string, DailyAverage[]>()
  const call = {
    url: `https://monitoring.googleapis.com/v3/projects/${project}/timeSeries`,
    query: {
      filter: `metric.type = "${metric.monitoringType}"`,
      'interval.startTime': new Date(now.getTime() - longestWindow(requirements) * millisecondsPerDay).toISOString(),
      'interval.endTime': now.toISOString(),
      'aggregation.alignmentPeriod': `${millisecondsPerDay / 1000}s`,
      'aggregation.perSeriesAligner': 'ALIGN_MEAN',
    },
    signal,
  }
  for await (const page of gcpPages(caller, call)) {
    if ('failure' in page) return page
    for (const series of documentsIn(page.body['timeSeries'])) {
      const key = labelOf(series, metric.label)
      averages.set(key, [...(averages.get(key) ?? []), ...averagesOf(series, metric.factor)])
    }
  }
  return { figures: (document) => figuresOf(averages.get(String(document[metric.property])) ?? [], requirements, now) }
}

function labelOf(series: Document, label: string): string {
  return String(asDocument(asDocument(series['resource'])?.['labels'])?.[label])
}

/** Aligned points carry the end of their day. */
function averagesOf(series: Document, factor: number): readonly DailyAverage[] {
  return documentsIn(series['points']).flatMap((point) => {
    const end = Date.parse(String(asDocument(point['interval'])?.['endTime']))
    const value = asDocument(point['value'])?.['doubleValue']
    const usable = typeof value === 'number' && !Number.isNaN(end)
    return usable ? [{ start: end - millisecondsPerDay, value: value * factor }] : []
  })
}
