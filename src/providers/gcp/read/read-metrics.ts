import type { MetricRequirement } from '../../../core/policy.js'
import { type DataPoint, figuresOf } from '../../reading/metric-figures.js'
import { type MetricQuery, metricPeriods, queriesOf } from '../../reading/metric-queries.js'
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

/** The figures that could be read, and why others could not. */
export interface MetricAnswer {
  readonly figures: FiguresOfDocument
  readonly failure?: CallFailure
}

/**
 * Asks Cloud Monitoring for one metric of all resources of a project: one call for all windows that are told in the same
 * period.
 */
export async function readMetric(caller: GcpCaller, question: MetricQuestion): Promise<MetricAnswer> {
  const answers: FiguresOfDocument[] = []
  let failure: CallFailure | undefined
  for (const query of queriesOf(question.requirements, question.now)) {
    const answer = await pointsByLabel(caller, question, query)
    if ('failure' in answer) failure = answer.failure
    else answers.push((document) => figuresIn(answer.points, document, { question, query }))
  }
  return {
    figures: (document) => Object.assign({}, ...answers.map((figures) => figures(document))),
    ...(failure && { failure }),
  }
}

type PointsByLabel = ReadonlyMap<string, readonly DataPoint[]>

function figuresIn(
  points: PointsByLabel,
  document: Document,
  { question, query }: { readonly question: MetricQuestion; readonly query: MetricQuery },
): Readonly<Record<string, number | null>> {
  const own = points.get(String(document[question.metric.property])) ?? []
  return figuresOf({ query, requirements: query.requirements, points: own })
}

/**
 * The alignment period may be 60 seconds or more, and aligned points end at the end of theirs.
 * https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#Aggregation
 */
async function pointsByLabel(
  caller: GcpCaller,
  { project, metric, signal }: MetricQuestion,
  { period, start, end }: MetricQuery,
): Promise<{ readonly points: PointsByLabel } | { readonly failure: CallFailure }> {
  const points = new Map<string, DataPoint[]>()
  const { seconds } = metricPeriods[period]
  const call = {
    url: `https://monitoring.googleapis.com/v3/projects/${project}/timeSeries`,
    query: {
      filter: `metric.type = "${metric.monitoringType}"`,
      'interval.startTime': start.toISOString(),
      'interval.endTime': end.toISOString(),
      'aggregation.alignmentPeriod': `${seconds}s`,
      'aggregation.perSeriesAligner': 'ALIGN_MEAN',
    },
    signal,
  }
  for await (const page of gcpPages(caller, call)) {
    if ('failure' in page) return page
    for (const series of documentsIn(page.body['timeSeries'])) {
      const key = labelOf(series, metric.label)
      points.set(key, [...(points.get(key) ?? []), ...pointsOf(series, metric.factor, seconds)])
    }
  }
  return { points }
}

function labelOf(series: Document, label: string): string {
  return String(asDocument(asDocument(series['resource'])?.['labels'])?.[label])
}

/** Aligned points carry the end of their period. */
function pointsOf(series: Document, factor: number, seconds: number): readonly DataPoint[] {
  return documentsIn(series['points']).flatMap((point) => {
    const end = Date.parse(String(asDocument(point['interval'])?.['endTime']))
    const value = asDocument(point['value'])?.['doubleValue']
    const usable = typeof value === 'number' && !Number.isNaN(end)
    return usable ? [{ start: end - seconds * 1000, value: value * factor }] : []
  })
}
