import { outermostParts, type PartPath } from '../core/part-path.js'
import type { CompiledPolicy, MetricRequirement } from '../core/policy.js'
import { metricKey } from '../core/resource.js'
import { aspectOfProperty, type Catalog, type Link, propertyOfLink, type ResourceType } from '../core/resource-type.js'
import { partsUsed, partsWorded } from './parts-used.js'

/** What must be read of one type, because policies judge it or links lead to it. */
export interface TypeReading {
  readonly type: ResourceType
  readonly aspects: readonly string[]
  readonly metrics: readonly MetricRequirement[]
  /** The parts of its properties that decide verdicts, and those that messages name. Absent where no policy judges it. */
  readonly parts?: readonly PartPath[]
}

/** What policies need of the estate, by type name; types that no policy needs are not in it. */
export function readingPlan(policies: readonly CompiledPolicy[], catalog: Catalog): ReadonlyMap<string, TypeReading> {
  const needs = new Map<string, TypeNeeds>()
  for (const policy of policies) {
    const type = catalog.types.get(policy.resource)
    if (!type) continue
    addPolicy(needsOf(needs, type), policy)
    for (const name of policy.requires.links) {
      const link = type.links[name]
      if (link) addLink(needs, catalog, { link, properties: policy.requires.linkedProperties?.[name] })
    }
  }
  return new Map([...needs].map(([name, need]) => [name, readingOf(need)]))
}

/** Readings with others added to them, type by type. */
export function joinReadings(
  readings: ReadonlyMap<string, TypeReading>,
  others: readonly TypeReading[],
): ReadonlyMap<string, TypeReading> {
  const joined = new Map(readings)
  for (const { type, aspects, metrics, parts } of others) {
    const known = joined.get(type.name) ?? { type, aspects: [], metrics: [] }
    const byKey = new Map(
      [...known.metrics, ...metrics].map((one) => [metricKey(one.metric, one.statistic, one.window), one]),
    )
    joined.set(type.name, {
      type,
      aspects: [...new Set([...known.aspects, ...aspects])].sort(),
      metrics: [...byKey.values()],
      ...joinedParts(known.parts, parts),
    })
  }
  return joined
}

function joinedParts(...sets: readonly TypeReading['parts'][]): Pick<TypeReading, 'parts'> {
  const known = sets.filter((parts) => parts !== undefined)
  return known.length > 0 ? { parts: outermostParts(known.flat()) } : {}
}

interface TypeNeeds {
  readonly type: ResourceType
  readonly aspects: Set<string>
  readonly metrics: Map<string, MetricRequirement>
  readonly parts: PartPath[]
  isJudged: boolean
}

function needsOf(needs: Map<string, TypeNeeds>, type: ResourceType): TypeNeeds {
  const known = needs.get(type.name)
  if (known) return known
  const fresh = { type, aspects: new Set<string>(), metrics: new Map(), parts: [], isJudged: false }
  needs.set(type.name, fresh)
  return fresh
}

function addPolicy(need: TypeNeeds, policy: CompiledPolicy): void {
  for (const aspect of policy.requires.aspects) need.aspects.add(aspect)
  for (const metric of policy.requires.metrics) {
    need.metrics.set(metricKey(metric.metric, metric.statistic, metric.window), metric)
  }
  need.isJudged = true
  const worded = partsWorded(policy, policy.exemptions).filter((path) => path.length > 0)
  need.parts.push(...partsUsed(policy), ...worded)
}

interface LinkNeed {
  readonly link: Link
  /** What is used of the linked documents; undefined where that may be anything. */
  readonly properties: readonly string[] | undefined
}

/** A linked type is read with the aspects that conditions use, and with the one that tells a backward link. */
function addLink(needs: Map<string, TypeNeeds>, catalog: Catalog, { link, properties }: LinkNeed): void {
  const target = catalog.types.get(link.type)
  if (!target) return
  const back = link.inverse === undefined ? undefined : propertyOfLink(target.links[link.inverse] ?? {})
  const used = properties?.concat(back ?? []).flatMap((property) => aspectOfProperty(target, property) ?? [])
  const need = needsOf(needs, target)
  for (const aspect of used ?? Object.keys(target.aspects)) need.aspects.add(aspect)
}

function readingOf({ type, aspects, metrics, parts, isJudged }: TypeNeeds): TypeReading {
  const own = isJudged ? { parts: outermostParts(parts) } : {}
  return { type, aspects: [...aspects].sort(), metrics: [...metrics.values()], ...own }
}
