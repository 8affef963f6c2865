import type { OperationParameters } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { textAt, valueAt, withValue } from '../../../operating/document.js'
import { type Document, documentsIn } from '../../../reading/rest-answer.js'

/** A security rule of a group, as ARM writes it. */
export type Rule = Document

/** Where a group's rules stand in its document. */
export const rulesPath = 'properties.securityRules'

const internet = new Set(['*', 'any', 'internet', '0.0.0.0/0', '::/0'])

/** True of a source that stands for the whole internet. */
export function isInternet(source: string): boolean {
  return internet.has(source.toLowerCase())
}

/** The rules of a group. */
export function rulesOf({ properties }: Resource): readonly Rule[] {
  return documentsIn(valueAt(properties, rulesPath))
}

/** The group's document with other rules. */
export function withRules({ properties }: Resource, rules: readonly Rule[]): Document {
  return withValue(properties, rulesPath, rules)
}

export function nameOf(rule: Rule): string {
  return textAt(rule, 'name') ?? ''
}

/** The sources of a rule, whether it has one or a list. */
export function sourcesOf(rule: Rule): readonly string[] {
  return both(rule, 'sourceAddressPrefix', 'sourceAddressPrefixes')
}

/** The rule with these sources in place of its own. */
export function withSources(rule: Rule, sources: readonly string[]): Rule {
  return withValue(
    withValue(rule, 'properties.sourceAddressPrefix', undefined),
    'properties.sourceAddressPrefixes',
    sources,
  )
}

/** True of the rules that a step means: the one of that name, or those that let the internet in (to that port). */
export function selects({ rule: name, port }: OperationParameters): (rule: Rule) => boolean {
  if (typeof name === 'string') return (rule) => nameOf(rule) === name
  return (rule) => letsInternetIn(rule) && (typeof port !== 'number' || portsOf(rule).some(includes(port)))
}

function letsInternetIn(rule: Rule): boolean {
  const isAllowing = textAt(rule, 'properties.access') === 'Allow' && textAt(rule, 'properties.direction') === 'Inbound'
  return isAllowing && sourcesOf(rule).some(isInternet)
}

function portsOf(rule: Rule): readonly string[] {
  return both(rule, 'destinationPortRange', 'destinationPortRanges')
}

function both(rule: Rule, single: string, several: string): readonly string[] {
  const values = [valueAt(rule, `properties.${single}`), valueAt(rule, `properties.${several}`)].flat()
  return values.filter((value): value is string => typeof value === 'string' && value !== '')
}

function includes(port: number): (range: string) => boolean {
  return (range) => {
    const [from = '', to = from] = range.split('-')
    return range === '*' || (Number(from) <= port && port <= Number(to))
  }
}
