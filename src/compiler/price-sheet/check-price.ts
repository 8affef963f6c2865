import { type Meter, type MeterPart, meterName, priceForm } from '../../core/billing.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import type { Catalog } from '../../core/resource-type.js'
import { wholeMatch } from '../playbook/whole-match.js'
import { type LocatedEntry, rangeOf } from '../source/located-value.js'
import { closestName } from '../suggestion.js'
import { priceSheetDiagnostics } from './diagnostics.js'

/** The meters of all types, by the name that prices are given for before its parts. */
export function metersOf({ types }: Catalog): ReadonlyMap<string, Meter> {
  return new Map(
    [...types.values()].flatMap(({ name, billing }) =>
      Object.entries(billing?.meters ?? {}).map(([key, meter]) => [meterName(name, key), meter] as const),
    ),
  )
}

/** What is wrong with what a price is given for. */
export function checkPrice({ key, keySpan }: LocatedEntry, meters: ReadonlyMap<string, Meter>): readonly Diagnostic[] {
  const [name = '', ...given] = key.split('/')
  const range = rangeOf(keySpan)
  const meter = meters.get(name)
  if (!meter) {
    const suggestion = closestName(name, meters.keys())
    return [priceSheetDiagnostics.report('unknown-meter', { meter: name, suggestion }, { range })]
  }
  const form = priceForm(name, meter)
  if (given.length !== meter.parts.length) {
    const problem = `\`${key}\` says ${given.length} of the ${meter.parts.length} parts of the meter`
    return [priceSheetDiagnostics.report('meter-part', { problem, form, suggestion: undefined }, { range })]
  }
  return meter.parts.flatMap((part, index) => {
    const value = given[index] ?? ''
    if (isValue(part, value)) return []
    const closest = closestName(value, part.values ?? [])
    const suggestion = closest && [name, ...given.with(index, closest)].join('/')
    const allowed = part.values ? `: it is one of ${part.values.join(', ')}` : ''
    const problem = `\`${value}\` is no ${part.name}${allowed}`
    return [priceSheetDiagnostics.report('meter-part', { problem, form, suggestion }, { range })]
  })
}

function isValue({ values, pattern }: MeterPart, value: string): boolean {
  return (values?.includes(value) ?? true) && (pattern === undefined || wholeMatch(pattern, value))
}
