import { all, any, type Cel, literal, member, method, never, not, nothing, relation } from './cel.js'
import { equal } from './comparison.js'
import { constantOperand, isKind, type Operand, wherePresent } from './operand.js'
import { Refusal } from './refusal.js'

/** Python's `item in container`, where a container that cannot hold the item gives false. */
export function isMember(item: Operand, container: Operand): Cel {
  switch (container.shape) {
    case 'list':
      return Array.isArray(container.constant)
        ? amongConstants(item, container.constant)
        : amongElements(item, container)
    case 'text':
      return within(item, container)
    case 'object':
      return isKey(item, container)
    case 'unknown':
      return any([
        all([isKind(container, 'string'), within(item, container)]),
        amongElements(item, container),
        item.shape === 'text' ? all([isKind(container, 'map'), relation(item.cel, 'in', container.cel)]) : never,
      ])
    default:
      return never
  }
}

/** Python's `item not in container`, where a container that cannot hold the item gives false as well. */
export function isNotMember(item: Operand, container: Operand): Cel {
  return all([canHold(item, container), not(isMember(item, container))])
}

function canHold(item: Operand, container: Operand): Cel {
  switch (container.shape) {
    case 'list':
    case 'object':
      return not(container.missing)
    case 'text':
      return all([isText(item), not(container.missing)])
    case 'unknown':
      return any([
        all([isKind(container, 'string'), isText(item)]),
        isKind(container, 'list'),
        isKind(container, 'map'),
      ])
    default:
      return never
  }
}

function isText(item: Operand): Cel {
  if (item.shape === 'unknown') return isKind(item, 'string')
  return item.shape === 'text' ? not(item.missing) : never
}

function amongConstants(item: Operand, values: readonly unknown[]): Cel {
  const tests = values.map((value) => equal(item, constantOperand(value)))
  const possible = values.filter((_, index) => tests[index]?.text !== never.text)
  if (possible.length < 2 || item.shape === 'list' || item.shape === 'object' || possible.includes(null)) {
    return any(tests)
  }
  const among = relation(item.cel, 'in', literal(possible.map((value) => likened(value, item))))
  return item.total ? among : wherePresent(item, among)
}

/** In Python 0 and 1 equal false and true. */
function likened(value: unknown, item: Operand): unknown {
  if (item.shape === 'boolean') return Boolean(value)
  return typeof value === 'boolean' && item.shape !== 'unknown' ? Number(value) : value
}

function amongElements(item: Operand, container: Operand): Cel {
  const some = container.elements?.some((element) => equal(element, item)) ?? never
  const isPath = /^[\w.]+$/.test(container.cel.text)
  if (some.text === never.text || !isPath || !item.total) return some
  const among = relation(item.cel, 'in', container.cel)
  return container.shape === 'unknown' ? all([isKind(container, 'list'), among]) : among
}

function within(item: Operand, container: Operand): Cel {
  const holds = method(container.cel, 'contains', item.cel)
  const guarded = container.total ? holds : wherePresent(container, holds)
  return all([isText(item), guarded])
}

function isKey(item: Operand, container: Operand): Cel {
  if (item.shape !== 'text') return never
  const { schema } = container
  if (schema.type !== 'object') return relation(item.cel, 'in', container.cel)
  if (typeof item.constant !== 'string') {
    throw new Refusal('custodian-filter-option', 'in', 'only a written key can be looked up in an object')
  }
  const known = Object.hasOwn(schema.properties, item.constant)
  return known ? relation(member(container.cel, item.constant), '!=', nothing) : never
}

/** True when the lists share an element. */
export function intersects(left: Operand, right: Operand): Cel {
  return hashableElements(left, (element) => isMember(element, right))
}

/** True when the first list has an element that the second does not. */
export function differs(left: Operand, right: Operand): Cel {
  return all([
    iterable(right),
    hashableElements(left, (element) => all([not(element.missing), not(isMember(element, right))])),
  ])
}

function iterable(operand: Operand): Cel {
  if (operand.shape === 'unknown') return isKind(operand, 'list')
  return operand.shape === 'list' ? not(operand.missing) : never
}

/** Python builds a set of the elements, which it cannot of lists and objects; Custodian takes that for false. */
function hashableElements(list: Operand, predicate: (element: Operand) => Cel): Cel {
  if (list.constant !== undefined) {
    if (!Array.isArray(list.constant)) return never
    return any(list.constant.map((value) => predicate(constantOperand(value))))
  }
  if (list.shape === 'text') {
    throw new Refusal('custodian-filter-option', 'intersect', 'Custodian compares the single letters of a text here')
  }
  if (list.elements?.shape === 'list' || list.elements?.shape === 'object') return never
  return list.elements?.some(predicate) ?? never
}
