import type { Diagnostic } from '../../core/diagnostics.js'
import type { ParameterValue } from '../../core/policy.js'
import { metricStatistics } from '../../core/resource-type.js'
import {
  entriesAt,
  itemsAt,
  type LocatedEntry,
  type LocatedValue,
  rangeOf,
  type Span,
  textAt,
  valueAt,
} from '../source/located-value.js'
import { closestName } from '../suggestion.js'
import { checkDocument } from './check-document.js'
import { policyDiagnostics } from './diagnostics.js'
import { checkParameters } from './parameters.js'
import type { ResourceShape } from './resource-shapes.js'

/** The policy that tests belong to, as far as tests are checked against it. */
export interface TestedPolicy {
  readonly id: string
  readonly params: Readonly<Record<string, ParameterValue>>
}

/** Checks the examples of a policy against its resource type and parameters. */
export function checkTests(
  root: LocatedValue,
  shape: ResourceShape | undefined,
  policy: TestedPolicy,
): readonly Diagnostic[] {
  const tests = itemsAt(root, 'tests')
  return [
    ...duplicateNames(tests),
    ...tests.flatMap((test) => [
      ...checkParameters(entriesAt(test, 'params'), policy),
      ...(shape ? checkAgainstType(test, shape) : []),
    ]),
  ]
}

function duplicateNames(tests: readonly LocatedValue[]): readonly Diagnostic[] {
  const first = new Map<string, LocatedValue>()
  return tests.flatMap((test) => {
    const place = valueAt(test, ['name'])
    const name = textAt(place)
    if (!place || name === undefined) return []
    const earlier = first.get(name)
    if (!earlier) {
      first.set(name, place)
      return []
    }
    const related = [{ message: 'the first of that name', range: rangeOf(earlier) }]
    return [policyDiagnostics.report('duplicate-test', { name }, { range: rangeOf(place), related })]
  })
}

function checkAgainstType(test: LocatedValue, shape: ResourceShape): readonly Diagnostic[] {
  const given = valueAt(test, ['given'])
  return [
    ...(given ? checkDocument(given, shape.schema, shape.type.name) : []),
    ...entriesAt(test, 'links').flatMap((entry) => checkLink(entry, shape)),
    ...entriesAt(test, 'metrics').flatMap(({ key, keySpan }) => checkMetric(key, keySpan, shape)),
    ...itemsAt(test, 'unread').flatMap((item) => checkUnread(item, shape)),
  ]
}

function checkLink({ key, keySpan, value }: LocatedEntry, shape: ResourceShape): readonly Diagnostic[] {
  const target = shape.type.links[key]
  if (!Object.hasOwn(shape.type.links, key) || !target) {
    return [unknownName('link', { name: key, among: Object.keys(shape.type.links) }, keySpan)]
  }
  const schema = shape.linked.get(key)
  return schema ? itemsAt(value).flatMap((document) => checkDocument(document, schema, target.type)) : []
}

/** A figure's key is `<metric>.<statistic>(<window>)`. */
function checkMetric(key: string, span: Span, shape: ResourceShape): readonly Diagnostic[] {
  const [, metric = key, statistic] = /^([^.]+)\.([a-z]+)\([^()]+\)$/.exec(key) ?? []
  const metrics = Object.keys(shape.type.metrics)
  if (!metrics.includes(metric)) return [unknownName('metric', { name: metric, among: metrics }, span)]
  const known: readonly string[] = metricStatistics
  if (statistic !== undefined && known.includes(statistic)) return []
  return [unknownName('figure', { name: key, among: known.map((one) => `${metric}.${one}(7d)`) }, span)]
}

function checkUnread(item: LocatedValue, { type, schema }: ResourceShape): readonly Diagnostic[] {
  const name = textAt(item)
  if (name === undefined || (schema.root.open && !name.includes('.'))) return []
  const among = [
    ...Object.keys(schema.root.properties),
    ...Object.keys(type.links).map((link) => `links.${link}`),
    ...Object.keys(type.metrics).map((metric) => `metrics.${metric}`),
    ...(type.taggable ? ['tags'] : []),
  ]
  return among.includes(name) ? [] : [unknownName('part', { name, among }, item)]
}

function unknownName(
  what: string,
  { name, among }: { name: string; among: readonly string[] },
  span: Span,
): Diagnostic {
  const parameters = { what, name, suggestion: closestName(name, among) }
  return policyDiagnostics.report('test-unknown-name', parameters, { range: rangeOf(span) })
}
