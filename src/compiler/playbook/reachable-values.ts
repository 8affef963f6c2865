import type { Extension, PlaybookParameter } from '../../core/playbook.js'
import type { ParameterValue } from '../../core/policy.js'

type Range = Extract<Extension, { kind: 'range' }>

/**
 * Values that a parameter can be given, to try something with: the default, every choice, the ends of a range, and between
 * them up to `most` whole numbers from the least on, or a fraction where fractions are allowed.
 */
export function reachableValues(parameter: PlaybookParameter, most: number): readonly ParameterValue[] {
  const { default: value, extend, values } = parameter
  const own = value === undefined ? [] : [value]
  if (extend?.kind === 'choice') return [...own, ...extend.values]
  if (extend?.kind === 'range') return [...own, extend.minimum, extend.maximum, ...between(parameter, extend, most)]
  return extend?.kind === 'pattern' ? [...own, ...(values ?? [])] : own
}

/** How many whole numbers a range has. */
export function wholeNumbersIn({ minimum, maximum }: Range): number {
  return Math.max(0, Math.floor(maximum) - Math.ceil(minimum) + 1)
}

function between({ type }: PlaybookParameter, range: Range, most: number): readonly number[] {
  const { minimum, maximum } = range
  const first = Math.ceil(minimum)
  const count = Math.min(most, wholeNumbersIn(range))
  const whole = Array.from({ length: count }, (_, index) => first + index)
  const fraction = minimum + (maximum - minimum) / 2
  if (type !== 'number' || minimum === maximum) return whole
  return [...whole, Number.isInteger(fraction) ? (minimum + fraction) / 2 : fraction]
}
