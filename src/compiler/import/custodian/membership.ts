import {
  all,
  any,
  type Cel,
  call,
  exists,
  literal,
  member,
  method,
  never,
  not,
  nothing,
  primary,
  relation,
} from './cel.js'
import { equal, mayBeEqual } from './comparison.js'
import { constantOperand, isKind, type Operand, present, wherePresent } from './operand.js'
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
      return not(container.missing)
    case 'object':
      return isHashable(item) ? not(container.missing) : never
    case 'text':
      return all([isText(item), not(container.missing)])
    case 'unknown':
      return any([
        all([isKind(container, 'string'), isText(item)]),
        isKind(container, 'list'),
        isHashable(item) ? isKind(container, 'map') : never,
      ])
    default:
      return never
  }
}

/** Python looks only hashable values up among keys and in sets; Custodian takes the error for false. */
function isHashable({ shape }: Pick<Operand, 'shape'>): boolean {
  return shape !== 'list' && shape !== 'object'
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
  const some =
    container.elements?.some((element) => (mayBeEqual(element, item) ? equal(element, item) : never)) ?? never
  const isPath = /^[\w.]+$/.test(container.cel.text)
  const sameKind = container.elements?.shape === item.shape || container.shape === 'unknown'
  if (some.text === never.text || !isPath || !item.total || !sameKind) return some
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
  return all([iterable(right, 'intersect'), someOf(left, (element) => isMember(element, right))])
}

/** True when the first list has an element that the second does not. */
export function differs(left: Operand, right: Operand): Cel {
  const isOther = (element: Operand) => all([not(element.missing), not(isMember(element, right))])
  return all([iterable(right, 'difference'), someOf(left, isOther)])
}

function iterable(operand: Operand, operator: string): Cel {
  refuseLetters(operand, operator)
  if (operand.shape === 'unknown') return any([isKind(operand, 'list'), isKind(operand, 'map')])
  return isHashable(operand) ? never : not(operand.missing)
}

function refuseLetters({ shape }: Operand, operator: string): void {
  if (shape !== 'text') return
  throw new Refusal('custodian-filter-option', operator, 'Custodian compares the single letters of a text here')
}

/** True when the predicate holds for an element of a list of values that Python can make a set of, or for a key. */
function someOf(operand: Operand, predicate: (element: Operand) => Cel): Cel {
  refuseLetters(operand, 'intersect')
  const { constant, elements } = operand
  if (Array.isArray(constant)) return any(constant.map((value) => predicate(constantOperand(value))))
  const someKey = exists(call('keys', operand.cel), 'key', predicate(present('text', primary('key'))))
  if (operand.shape === 'object' && operand.schema.type === 'map') return someKey
  const some = elements && isHashable(elements) ? elements.some(predicate) : never
  return operand.shape === 'unknown' ? any([some, all([isKind(operand, 'map'), someKey])]) : some
}
