import { entryOf, type LocatedMapping } from '../../source/located-value.js'
import { all, type Cel, call, filter, literal, never, primary } from './cel.js'
import { constantOperand, present, variableFor } from './operand.js'
import { operators } from './operators.js'
import { Refusal } from './refusal.js'
import { lookUp, type Subject } from './value-filter.js'
import { yamlValue } from './yaml-value.js'

const options = new Set(['type', 'key', 'attrs', 'count', 'count_op'])

/** `list-item`: an item of a list meets every one of some filters, or as many items do as `count` asks. */
export function listItemCondition(mapping: LocatedMapping, subject: Subject, meets: (item: Subject) => Cel): Cel {
  const unknown = mapping.entries.find(({ key }) => !options.has(key))
  if (unknown)
    throw new Refusal('custodian-filter-option', unknown.key, 'it is not an option of this filter', unknown.value)
  const key = optionOf(mapping, 'key')
  if (typeof key !== 'string') throw new Refusal('custodian-filter-option', 'key', 'a `list-item` filter needs a key')
  const list = lookUp(key, subject)
  if (!list.elements) return never
  if (!['object', 'unknown'].includes(list.elements.shape)) {
    throw new Refusal('custodian-key', key, 'the items of this list are no objects')
  }
  const asSubject = (root: Subject['root']): Subject => ({ operands: subject.operands, root, tagged: false })
  const count = optionOf(mapping, 'count')
  if (count === undefined) return list.elements.some((item) => meets(asSubject(item)))
  const variable = variableFor(list.cel)
  const condition = meets(asSubject(subject.operands.of(primary(variable), list.elements.schema)))
  const matching = present('integer', call('size', filter(list.cel, variable, condition)))
  return applyCount(matching.cel, count, optionOf(mapping, 'count_op'))
}

/** Compares a number of things with the number that a filter asks for. */
export function applyCount(size: Cel, count: unknown, operator: unknown = 'eq'): Cel {
  const apply = operators.get(String(operator))
  if (!apply) throw new Refusal('custodian-filter-option', String(operator), 'there is no such operator')
  if (typeof count !== 'number') throw new Refusal('custodian-value', literal(count).text, '`count` is a number')
  return all([apply(present('integer', size), constantOperand(count))])
}

function optionOf(mapping: LocatedMapping, key: string): unknown {
  const value = entryOf(mapping, key)?.value
  return value && yamlValue(value)
}
