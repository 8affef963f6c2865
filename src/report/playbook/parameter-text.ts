import type { OperationParameter } from '../../core/operation.js'
import type { PlaybookParameter } from '../../core/playbook.js'

/** A parameter of a playbook on one line: `Days to keep; from 1 to 30, 7 when left out`. */
export function parameterText(parameter: PlaybookParameter): string {
  return `${parameter.title}; ${[boundText(parameter), defaultText(parameter)].filter(Boolean).join(', ')}`
}

/** What an executor may make of a parameter: `from 1 to 30`. */
export function boundText({ extend, default: value }: PlaybookParameter): string {
  switch (extend?.kind) {
    case 'choice':
      return `one of ${extend.values.map((one) => JSON.stringify(one)).join(', ')}`
    case 'range':
      return `from ${extend.minimum} to ${extend.maximum}`
    case 'pattern':
      return `a text that matches ${extend.pattern}`
    case 'selector':
      return '`tag:key=value`, ids, or a CEL condition, within the playbook’s scope'
    case undefined:
      return value === undefined ? 'fixed' : `fixed at ${JSON.stringify(value)}`
  }
}

/** What an operation takes for a parameter: `whole number from 1 to 365`. */
export function acceptedText({ type, values, minimum, maximum, pattern }: OperationParameter): string {
  const kind = type === 'integer' ? 'whole number' : type
  const range = [
    ...(minimum === undefined ? [] : [`from ${minimum}`]),
    ...(maximum === undefined ? [] : [`to ${maximum}`]),
  ]
  const listed = values ? [`one of ${values.join(', ')}`] : []
  const matching = pattern === undefined ? [] : [`matching ${pattern}`]
  return [kind, ...range, ...listed, ...matching].join(' ')
}

function defaultText({ extend, required, default: value }: PlaybookParameter): string {
  if (value === undefined) return required ? 'required' : ''
  return extend ? `${JSON.stringify(value)} when left out` : ''
}
