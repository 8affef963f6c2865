import { type Expression, type ExpressionNode, type MetricNode, walkExpression } from './expression.js'
import { functionNamed } from './functions/index.js'
import { linkedPropertiesOf } from './linked-properties.js'
import type { MetricRequirement, ParameterValue, PolicyRequirements } from './policy.js'
import { metricKey } from './resource.js'
import { aspectOfProperty, propertyOfLink, type ResourceType } from './resource-type.js'

/**
 * What must be read so that the expressions can be decided under every one of the parameter sets. An expression that
 * uses `resource` as a whole needs every aspect; one that uses `tags` or a link needs the property that those are made
 * of.
 */
export function requirementsOf(
  expressions: readonly Expression[],
  type: ResourceType,
  parameterSets: readonly Readonly<Record<string, ParameterValue>>[],
): PolicyRequirements {
  const found: Found = { properties: new Set(), links: new Set(), metrics: new Map(), usesNow: false }
  for (const { root } of expressions) {
    walkExpression(root, (node, parent) => note(node, parent, { found, type, parameterSets }))
  }
  const properties = [...found.properties].sort()
  const aspects = properties.flatMap((property) => aspectOfProperty(type, property) ?? [])
  return {
    properties,
    aspects: [...new Set(aspects)].sort(),
    links: [...found.links].sort(),
    linkedProperties: linkedPropertiesOf(expressions),
    metrics: [...found.metrics].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, metric]) => metric),
    usesNow: found.usesNow,
  }
}

interface Found {
  readonly properties: Set<string>
  readonly links: Set<string>
  readonly metrics: Map<string, MetricRequirement>
  usesNow: boolean
}

interface Search {
  readonly found: Found
  readonly type: ResourceType
  readonly parameterSets: readonly Readonly<Record<string, ParameterValue>>[]
}

function note(node: ExpressionNode, parent: ExpressionNode | undefined, search: Search): void {
  const { found } = search
  if (node.kind === 'link') noteLink(node.name, search)
  else if (node.kind === 'metric') noteMetric(node, search)
  else if (node.kind === 'call') found.usesNow ||= functionNamed(node.function)?.usesNow === true
  else if (node.kind === 'variable' && node.scope === 'root') {
    found.usesNow ||= node.name === 'now'
    if (node.name === 'resource') noteProperties(parent, search)
    if (node.name === 'tags' && search.type.tagsProperty !== undefined) found.properties.add(search.type.tagsProperty)
  }
}

function noteLink(name: string, { found, type }: Search): void {
  found.links.add(name)
  const property = propertyOfLink(type.links[name] ?? {})
  if (property !== undefined) found.properties.add(property)
}

function noteProperties(parent: ExpressionNode | undefined, { found, type }: Search): void {
  if (parent?.kind === 'select' || parent?.kind === 'has') found.properties.add(parent.field)
  else if (parent?.kind === 'index' && parent.index.kind === 'literal' && parent.index.value.of === 'string') {
    found.properties.add(parent.index.value.value)
  } else {
    for (const name of Object.values(type.aspects).flatMap(({ properties }) => properties)) found.properties.add(name)
  }
}

function noteMetric(node: MetricNode, { found, parameterSets }: Search): void {
  for (const window of windowsOf(node.window, parameterSets)) {
    const requirement = { metric: node.metric, statistic: node.statistic, window }
    found.metrics.set(metricKey(node.metric, node.statistic, window), requirement)
  }
}

function windowsOf(window: ExpressionNode, parameterSets: Search['parameterSets']): string[] {
  if (window.kind === 'literal' && window.value.of === 'string') return [window.value.value]
  if (window.kind !== 'parameter') return []
  return parameterSets.flatMap((set) => {
    const value = Object.hasOwn(set, window.name) ? set[window.name] : undefined
    return typeof value === 'string' ? [value] : []
  })
}
