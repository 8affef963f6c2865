import type { ParameterValue } from '../../../core/policy.js'
import type { Span, Syntax } from '../syntax.js'

/** A constant of the file as the syntax of its value, at the place where it is used. */
export function constantSyntax(value: ParameterValue, span: Span): Syntax {
  const { start, end } = span
  if (value === null) return { kind: 'literal', value: { of: 'null' }, start, end }
  if (typeof value === 'boolean') return { kind: 'literal', value: { of: 'bool', value }, start, end }
  if (typeof value === 'string') return { kind: 'literal', value: { of: 'string', value }, start, end }
  if (typeof value === 'number') return numberSyntax(value, span)
  if (Array.isArray(value)) {
    return { kind: 'list', elements: value.map((element) => constantSyntax(element, span)), start, end }
  }
  const entries = Object.entries(value).map(([key, entry]) => ({
    key: constantSyntax(key, span),
    value: constantSyntax(entry, span),
  }))
  return { kind: 'map', entries, start, end }
}

/** JavaScript has one kind of number; those without fraction are whole numbers of the condition language. */
export function numberSyntax(value: number, { start, end }: Span): Syntax {
  const of = Number.isSafeInteger(value) && !Object.is(value, -0) ? 'int' : 'double'
  return { kind: 'literal', value: { of, value: Object.is(value, -0) ? '-0' : String(value) }, start, end }
}
