import type { Diagnostic } from '../../core/diagnostics.js'
import { type Operation, risks } from '../../core/operation.js'
import type { PlaybookSource } from '../schema/playbook-schema.js'
import { itemsAt, type LocatedValue, rangeOf, valueAt } from '../source/located-value.js'
import { playbookDiagnostics } from './diagnostics.js'
import { everyStep } from './duplicate-names.js'
import type { DeclaredParameters } from './parameters.js'
import type { CompiledStep } from './steps.js'

/** What the limits of a playbook are held against. */
export interface Limited {
  readonly limits: PlaybookSource['limits'] | undefined
  readonly declared: DeclaredParameters
}

/** Reports steps that are riskier than the limits allow or destroy without a filter, and windows in no time zone. */
export function checkLimits(
  root: LocatedValue,
  steps: readonly CompiledStep[],
  { limits, declared }: Limited,
): readonly Diagnostic[] {
  const filtered =
    valueAt(root, ['scope']) !== undefined ||
    Object.values(declared).some(({ extend, required }) => extend?.kind === 'selector' && required)
  return [
    ...everyStep(steps).flatMap(({ operation, place }) => {
      if (!operation) return []
      const range = rangeOf(valueAt(place, ['operation']) ?? place)
      return [...riskier(operation, limits), ...(filtered ? [] : unfiltered(operation))].map((one) => ({
        ...one,
        range,
      }))
    }),
    ...itemsAt(root, 'limits', 'windows').flatMap((window) => checkTimeZone(valueAt(window, ['timeZone']))),
  ]
}

function riskier({ verb, risk }: Operation, limits: Limited['limits']): readonly Diagnostic[] {
  if (!limits || risks.indexOf(risk) <= risks.indexOf(limits.risk)) return []
  return [playbookDiagnostics.report('risk-over-limit', { operation: verb, risk, limit: limits.risk })]
}

function unfiltered({ verb, destructive }: Operation): readonly Diagnostic[] {
  return destructive ? [playbookDiagnostics.report('destructive-without-scope', { operation: verb })] : []
}

/** Reports a time zone that does not exist. */
export function checkTimeZone(place: LocatedValue | undefined): readonly Diagnostic[] {
  if (place?.kind !== 'scalar' || typeof place.value !== 'string' || isTimeZone(place.value)) return []
  return [playbookDiagnostics.report('unknown-time-zone', { name: place.value }, { range: rangeOf(place) })]
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return !/^[+-]/.test(name)
  } catch {
    return false
  }
}
