import type { LocatedValue } from '../source/located-value.js'

/** What a value is, in words: `the number 5`, `a list`. */
export function describeValue(value: LocatedValue): string {
  switch (value.kind) {
    case 'list':
      return 'a list'
    case 'mapping':
      return 'a mapping'
    case 'function':
      return 'a function'
    case 'unreadable':
      return 'something that cannot be read'
    case 'scalar':
      return describeScalar(value.value)
  }
}

function describeScalar(value: null | boolean | number | string): string {
  if (value === null) return 'nothing'
  if (typeof value === 'string') return `\`${value.length > 60 ? `${value.slice(0, 57)}…` : value}\``
  return `the ${typeof value} \`${value}\``
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  record: 'a mapping',
  object: 'a mapping',
  null: 'nothing',
}

/** A type of zod's in words. */
export function describeType(expected: string): string {
  return typeNames[expected] ?? `a ${expected}`
}
