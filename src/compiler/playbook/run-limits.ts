import type { Diagnostic } from '../../core/diagnostics.js'
import { risks } from '../../core/operation.js'
import type { CompiledPlaybook, Limits } from '../../core/playbook.js'
import { type LocatedValue, rangeOf, valueAt } from '../source/located-value.js'
import type { CompiledPlaybookFile } from './compile-playbook.js'
import { playbookDiagnostics } from './diagnostics.js'
import { everyStep } from './duplicate-names.js'

type Files = ReadonlyMap<string, CompiledPlaybookFile>

/** What limits are compared with. */
export interface RunLimitContext {
  readonly files: Files
  /** The id of an account that limits name by its name or id. */
  readonly accountId: (written: string) => string
}

/** A playbook that is run, however indirectly, and the step of the outer one that leads to it. */
interface Reached {
  readonly inner: CompiledPlaybook
  readonly place: LocatedValue
}

/**
 * Reports `run` steps whose playbook allows nothing of what is allowed already, and steps that are riskier than the limits
 * of the other playbook. The limits of all playbooks of a run hold for all of it.
 */
export function checkRunLimits(file: CompiledPlaybookFile, context: RunLimitContext): readonly Diagnostic[] {
  const { playbook: outer } = file
  if (!outer) return []
  const reached = everyStep(file.steps).flatMap(({ step, place }) => {
    if (step.kind !== 'run') return []
    const named = valueAt(place, ['run']) ?? place
    return reachableFrom(step.playbook, context.files).map((inner) => ({ inner, place: named }))
  })
  const { accountId, files } = context
  return [
    ...excluded('environments', outer, reached, ({ environments }) => environments),
    ...excluded('accounts', outer, reached, ({ accounts }) => accounts.map(accountId)),
    ...reached.flatMap((one) => tooRisky(outer, one, files)),
  ]
}

/** A playbook and those that it runs, each once, as far as they compiled. */
function reachableFrom(id: string, files: Files): readonly CompiledPlaybook[] {
  const found = new Set([id])
  for (const one of found) {
    for (const { step } of everyStep(files.get(one)?.steps ?? [])) if (step.kind === 'run') found.add(step.playbook)
  }
  return [...found].flatMap((one) => files.get(one)?.playbook ?? [])
}

/** The limits are met one after the other; an empty list allows everything. */
function excluded(
  what: 'environments' | 'accounts',
  outer: CompiledPlaybook,
  reached: readonly Reached[],
  namesOf: (limits: Limits) => readonly string[],
): readonly Diagnostic[] {
  let allowed = namesOf(outer.limits)
  return reached.flatMap(({ inner, place }) => {
    const own = namesOf(inner.limits)
    if (own.length === 0) return []
    const both = allowed.length === 0 ? own : allowed.filter((name) => own.includes(name))
    if (both.length === 0) {
      const parameters = { what, outer: outer.id, inner: inner.id, allowed, own }
      const range = rangeOf(place)
      const related = [{ message: 'what it runs', range: inner.range }]
      return [playbookDiagnostics.report('run-beyond-limits', parameters, { range, related })]
    }
    allowed = both
    return []
  })
}

function tooRisky(outer: CompiledPlaybook, { inner, place }: Reached, files: Files): readonly Diagnostic[] {
  const pairs = [
    { of: inner, limiting: outer },
    { of: outer, limiting: inner },
  ]
  return pairs.flatMap(({ of, limiting }) => {
    const limit = limiting.limits.maximumRisk
    const operations = everyStep(files.get(of.id)?.steps ?? []).flatMap(({ operation }) => operation ?? [])
    const worse = operations.find(({ risk }) => risks.indexOf(risk) > risks.indexOf(limit))
    if (!worse) return []
    const parameters = { operation: worse.verb, risk: worse.risk, of: of.id, limit, limiting: limiting.id }
    return [playbookDiagnostics.report('run-over-risk-limit', parameters, { range: rangeOf(place) })]
  })
}
