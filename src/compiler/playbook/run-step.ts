import type { Outcome } from '../../core/diagnostics.js'
import { unmetExtension } from '../../core/parameter-bounds.js'
import type { Step } from '../../core/playbook.js'
import type { ConditionScope } from '../expression/index.js'
import { resolveDiagnostics } from '../resolve/diagnostics.js'
import { type LocatedValue, rangeOf, textAt, valueAt, writtenText } from '../source/located-value.js'
import { closestName } from '../suggestion.js'
import { compileGivenValues, type Receiver } from './given-values.js'
import { compileParameters, type DeclaredParameters } from './parameters.js'
import type { PlaybookContext } from './playbook-context.js'
import type { Common } from './steps.js'
import { wholeMatch } from './whole-match.js'

/** What a `run` step is compiled with. */
export interface RunContext extends PlaybookContext {
  readonly target: string
  readonly declared: DeclaredParameters
  readonly scope: ConditionScope
}

/** Compiles a step that runs another playbook, which keeps its own limits and bounds. */
export function compileRun(place: LocatedValue, common: Common, context: RunContext): Outcome<Step | undefined> {
  const named = valueAt(place, ['run'])
  const id = textAt(named)
  if (!named || id === undefined) return { value: undefined, diagnostics: [] }
  const playbook = context.playbooks.get(id)
  if (!playbook) {
    const parameters = { id, suggestion: closestName(id, context.playbooks.keys()) }
    const problem = resolveDiagnostics.report('unknown-playbook', parameters, { range: rangeOf(named) })
    return { value: undefined, diagnostics: [problem] }
  }
  const target = valueAt(playbook.root, ['target'])
  if (target && textAt(target) !== context.target) {
    const related = [{ message: 'its target', range: rangeOf(target) }]
    const parameters = { id, target: writtenText(target), resource: context.target }
    const range = rangeOf(named)
    const problem = resolveDiagnostics.report('playbook-for-another-type', parameters, { range, related })
    return { value: undefined, diagnostics: [problem] }
  }
  const params = compileGivenValues(
    place,
    receiverOf(id, compileParameters(playbook.root, playbook.source).value),
    context,
  )
  return {
    value: { kind: 'run', ...common, playbook: id, params: params.value },
    diagnostics: params.diagnostics,
  }
}

/** A playbook takes what an executor may give it. */
function receiverOf(name: string, params: DeclaredParameters): Receiver {
  const unmet: Receiver['unmet'] = (value, key) => {
    const parameter = params[key]
    return parameter && unmetExtension(value, parameter, wholeMatch)
  }
  return { name, params, unmet }
}
