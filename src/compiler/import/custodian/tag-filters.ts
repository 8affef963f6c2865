import { entryOf, type LocatedMapping } from '../../source/located-value.js'
import { all, type Cel, call, decimal, filter, method, not, nothing, pattern, primary, relation, text } from './cel.js'
import { applyCount } from './list-item.js'
import type { Marks } from './named-filters.js'
import { Refusal } from './refusal.js'
import { lookUp, type Subject } from './value-filter.js'
import { yamlValue } from './yaml-value.js'

/** `tag-count`: how many tags there are besides those that AWS itself sets. */
export function tagCount(mapping: LocatedMapping, { tagged }: Subject): Cel {
  refuseOthers(mapping, ['type', 'count', 'op'])
  if (!tagged) throw new Refusal('custodian-filter', 'tag-count', 'items of a list have no tags of their own')
  const ownTags = filter(call('keys', primary('tags')), 'key', not(method(primary('key'), 'startsWith', text('aws:'))))
  return applyCount(call('size', ownTags), optionOf(mapping, 'count') ?? 10, optionOf(mapping, 'op') ?? 'gte')
}

/** `marked-for-op`: a tag `message: operation@date` names the operation, and its date has come. */
export function markedForOperation(mapping: LocatedMapping, subject: Subject, marks: Marks): Cel {
  if (marks.refused !== undefined) throw new Refusal('custodian-filter', 'marked-for-op', marks.refused)
  refuseOthers(mapping, ['type', 'tag', 'op', 'skew', 'skew_hours', 'tz'])
  const zone = String(optionOf(mapping, 'tz') ?? 'utc').toLowerCase()
  if (zone !== 'utc') throw new Refusal('custodian-filter-option', 'tz', 'marks without a zone are read as UTC only')
  const mark = lookUp(`tag:${optionOf(mapping, 'tag') ?? marks.tag}`, subject).cel
  const operation = escaped(String(optionOf(mapping, 'op') ?? 'stop'))
  const shape = pattern(`:\\s*${operation}@[^:]*$`)
  const date = call('parseTimestampOrNull', call('capture', mark, pattern('@([^:]*)$')))
  const days = numberOf(mapping, 'skew') + numberOf(mapping, 'skew_hours') / 24
  return all([
    method(mark, 'matches', shape),
    relation(date, '!=', nothing),
    relation(call('daysUntil', date), '<=', decimal(days)),
  ])
}

function escaped(operation: string): string {
  return operation.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function refuseOthers(mapping: LocatedMapping, options: readonly string[]): void {
  const unknown = mapping.entries.find(({ key }) => !options.includes(key))
  if (unknown)
    throw new Refusal('custodian-filter-option', unknown.key, 'it is not an option of this filter', unknown.value)
}

function numberOf(mapping: LocatedMapping, key: string): number {
  const value = optionOf(mapping, key) ?? 0
  if (typeof value !== 'number') throw new Refusal('custodian-value', key, 'a number is needed here')
  return value
}

function optionOf(mapping: LocatedMapping, key: string): unknown {
  const value = entryOf(mapping, key)?.value
  return value && yamlValue(value)
}
