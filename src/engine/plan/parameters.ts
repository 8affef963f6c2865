import { canonicalJson } from '../../core/canonical-json.js'
import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import { unmetExtension } from '../../core/parameter-bounds.js'
import type { CompiledPlaybook } from '../../core/playbook.js'
import type { ParameterValue } from '../../core/policy.js'
import { patternTest } from '../expression/functions/patterns.js'
import { planDiagnostics } from './diagnostics.js'

/** The values that a playbook runs with, and the names of those that differ from what it says. */
export interface RunParameters {
  readonly params: Readonly<Record<string, ParameterValue>>
  readonly changed: readonly string[]
}

/**
 * A playbook's parameters with those given to a run. What is not declared, or outside its bound, is refused, with the
 * bound named.
 */
export function runParameters(
  playbook: CompiledPlaybook,
  given: Readonly<Record<string, ParameterValue>>,
): Outcome<RunParameters> {
  const defaults = defaultsOf(playbook)
  const params = { ...defaults, ...given }
  const changed = Object.keys(given).filter((name) => canonicalJson(given[name]) !== canonicalJson(defaults[name]))
  const missing = Object.entries(playbook.params).filter(([name, { required }]) => required && !(name in params))
  return {
    value: { params, changed: changed.sort() },
    diagnostics: [
      ...changed.flatMap((name) => refusalOf(name, given[name] ?? null, playbook)),
      ...missing.map(([name]) => planDiagnostics.report('missing-parameter', { name, playbook: playbook.id })),
    ],
  }
}

/** The values that a playbook's parameters have when none are given. */
export function defaultsOf({ params }: CompiledPlaybook): Readonly<Record<string, ParameterValue>> {
  const entries = Object.entries(params).flatMap(([name, parameter]) =>
    parameter.default === undefined ? [] : [[name, parameter.default] as const],
  )
  return Object.fromEntries(entries)
}

function refusalOf(name: string, value: ParameterValue, { id, params }: CompiledPlaybook): readonly Diagnostic[] {
  const parameter = Object.hasOwn(params, name) ? params[name] : undefined
  if (!parameter) {
    const known = Object.keys(params)
    return [planDiagnostics.report('undeclared-parameter', { name, playbook: id, known })]
  }
  const bound = unmetExtension(value, parameter, matchesWhole)
  if (bound === undefined) return []
  return [planDiagnostics.report('parameter-outside-bound', { name, value: JSON.stringify(value), bound })]
}

function matchesWhole(pattern: string, text: string): boolean {
  return patternTest(`^(?:${pattern})$`)?.(text) ?? false
}
