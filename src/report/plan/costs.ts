import { hoursPerMonth } from '../../core/billing.js'
import { parseDecimal, roundedText, signOf } from '../../core/decimal.js'
import type { Plan, PlannedCost } from '../../core/plan.js'
import { count, figure } from '../terminal/phrases.js'

/** What a target costs before and after, with how the change is to be taken. */
export interface CostLine {
  readonly kind: 'saved' | 'added' | 'same' | 'unknown'
  readonly text: string
}

const reasonsShown = 2

/** The cost of a target in a line; undefined for plans that do not say. */
export function costLine(cost: PlannedCost | undefined): CostLine | undefined {
  if (!cost) return undefined
  const { currency = '', before, after, change, unknown = [] } = cost
  const sums = `${sumText(before, currency)} → ${sumText(after, currency)}`
  if (change === undefined) {
    const what = before === undefined && after === undefined ? 'cost not known' : `cost a month: ${sums}`
    return { kind: 'unknown', text: `${what}: ${reasonsText(unknown)}` }
  }
  const kind = kindOf(change)
  if (kind === 'same') {
    const known = before === undefined || currency === '' ? '' : `: ${sumText(before, currency)}`
    return { kind, text: `cost a month stays the same${known}` }
  }
  return { kind, text: `cost a month: ${sums} (${signedText(change, currency)})` }
}

function sumText(amount: string | undefined, currency: string): string {
  if (amount === undefined) return 'not known'
  return currency === '' ? 'nothing' : moneyText(amount, currency)
}

/** What a plan changes a month, a line for each currency, and what is not known of it. */
export function costLinesOfPlan({ cost, targets }: Plan): readonly string[] {
  if (!cost) return []
  const known = cost.monthlyChange.map(({ currency, amount }) => changeText(amount, currency))
  const isAllKnown = cost.unknown === 0
  const rest = isAllKnown ? [] : [`not known for ${figure(cost.unknown)} of ${count(targets.length, 'target')}`]
  return known.length === 0 && isAllKnown ? ['nothing changes'] : [...known, ...rest]
}

function changeText(amount: string, currency: string): string {
  const positive = amount.replace(/^-/, '')
  switch (kindOf(amount)) {
    case 'saved':
      return `saves ${moneyText(positive, currency)} a month of ${hoursPerMonth} hours`
    case 'added':
      return `adds ${moneyText(positive, currency)} a month of ${hoursPerMonth} hours`
    default:
      return `nothing changes in ${currency}`
  }
}

function kindOf(change: string): 'saved' | 'added' | 'same' {
  const value = parseDecimal(change)
  const sign = value ? signOf(value) : 0
  return sign === 0 ? 'same' : sign < 0 ? 'saved' : 'added'
}

function reasonsText(reasons: readonly string[]): string {
  const rest = reasons.length - reasonsShown
  return `${reasons.slice(0, reasonsShown).join('; ')}${rest > 0 ? `; and ${count(rest, 'further reason')}` : ''}`
}

/** An amount with the places that its currency has, half to even; what is less than the smallest of them is not shown as nothing. */
export function moneyText(amount: string, currency: string): string {
  const places = placesOf(currency)
  const value = parseDecimal(amount)
  if (!value) return `${amount} ${currency}`
  const text = roundedText(value, places)
  const isLost = signOf(value) !== 0 && /^-?0(\.0+)?$/.test(text)
  return `${isLost ? `under ${roundedText({ digits: 1n, scale: places }, places)}` : text.replace('-', '−')} ${currency}`
}

function signedText(amount: string, currency: string): string {
  const sign = amount.startsWith('-') ? '−' : '+'
  return `${sign}${moneyText(amount.replace(/^-/, ''), currency)}`
}

function placesOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}
