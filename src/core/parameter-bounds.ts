import type { OperationParameter } from './operation.js'
import type { PlaybookParameter } from './playbook.js'
import type { ParameterValue } from './policy.js'
import { parseSpan } from './temporal.js'

/** Whether a whole text matches a regular expression; false when the expression is wrong. Must take linear time. */
export type WholeMatch = (pattern: string, text: string) => boolean

const typeWords: Readonly<Record<OperationParameter['type'], string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: '`true` or `false`',
  duration: 'a duration such as `7d`',
  map: 'a mapping',
  list: 'a list',
}

const fits: Readonly<Record<OperationParameter['type'], (value: ParameterValue) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  duration: (value) => typeof value === 'string' && parseSpan(value) !== undefined,
  map: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  list: (value) => Array.isArray(value),
}

/** What a value would have to be to be taken by a parameter, such as `at most 30`; undefined when it is taken. */
export function unmetBound(
  value: ParameterValue,
  parameter: OperationParameter,
  matches: WholeMatch,
): string | undefined {
  const { type, values, minimum, maximum, pattern } = parameter
  if (value === null) return parameter.required ? typeWords[type] : undefined
  if (!fits[type](value)) return typeWords[type]
  if (values && !values.includes(String(value))) return `one of ${values.map((one) => `\`${one}\``).join(', ')}`
  if (minimum !== undefined && Number(value) < minimum) return `at least ${minimum}`
  if (maximum !== undefined && Number(value) > maximum) return `at most ${maximum}`
  if (pattern !== undefined && !matches(pattern, String(value))) return `a text that matches \`${pattern}\``
  return undefined
}

/**
 * What a value that an executor gives would have to be; undefined when the playbook lets the parameter be that. A
 * parameter that is not extended takes its default only. Whether a selector selects anything is told elsewhere.
 */
export function unmetExtension(
  value: ParameterValue,
  parameter: PlaybookParameter,
  matches: WholeMatch,
): string | undefined {
  const unmet = unmetBound(value, parameter, matches)
  if (unmet !== undefined) return unmet
  const { extend } = parameter
  if (!extend) return isSame(value, parameter.default ?? null) ? undefined : fixedText(parameter)
  switch (extend.kind) {
    case 'choice': {
      if (extend.values.some((one) => isSame(one, value))) return undefined
      return `one of ${extend.values.map((one) => `\`${JSON.stringify(one)}\``).join(', ')}`
    }
    case 'range':
      if (Number(value) >= extend.minimum && Number(value) <= extend.maximum) return undefined
      return `from ${extend.minimum} to ${extend.maximum}`
    case 'pattern':
      return matches(extend.pattern, String(value)) ? undefined : `a text that matches \`${extend.pattern}\``
    case 'selector':
      return undefined
  }
}

function fixedText({ default: value }: PlaybookParameter): string {
  return value === undefined ? 'left out, as it cannot be extended' : `\`${JSON.stringify(value)}\`, as it is fixed`
}

function isSame(left: ParameterValue, right: ParameterValue): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
