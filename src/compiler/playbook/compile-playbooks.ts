import { type Diagnostic, hasErrors, type Outcome } from '../../core/diagnostics.js'
import type { CompiledPlaybook } from '../../core/playbook.js'
import type { Definition } from '../load/definition.js'
import { rangeOf } from '../source/located-value.js'
import { type CompiledPlaybookFile, compilePlaybook } from './compile-playbook.js'
import { contradictorySteps } from './contradictory-steps.js'
import { playbookDiagnostics } from './diagnostics.js'
import type { PlaybookContext } from './playbook-context.js'
import { playbookDigest } from './playbook-digest.js'
import { type CallGraph, callsOf, cyclesIn } from './run-calls.js'
import { checkRunLimits } from './run-limits.js'

/** Compiles playbooks. The digest of each covers those that it runs, however indirectly. */
export function compilePlaybooks(
  definitions: readonly Definition<'playbook'>[],
  context: PlaybookContext,
): Outcome<readonly CompiledPlaybook[]> {
  const calls: CallGraph = new Map(definitions.map(({ id, root }) => [id, callsOf(root)]))
  const cycles = cyclesIn(calls)
  const outcomes = definitions.map((definition) => compilePlaybook(definition, context))
  const files = outcomes.map(({ value }) => value).filter(({ id }) => !cycles.has(id))
  const together = checkTogether(files, context)
  const wrong = new Set(together.flatMap(({ id, diagnostics }) => (hasErrors(diagnostics) ? [id] : [])))
  return {
    value: withCalledDigests(files.flatMap(({ id, playbook }) => (playbook && !wrong.has(id) ? [playbook] : []))),
    diagnostics: [...outcomes, ...together]
      .flatMap(({ diagnostics }) => diagnostics)
      .concat(reportCycles(cycles, calls)),
  }
}

/** What can only be told of a playbook together with those that it runs. */
function checkTogether(files: readonly CompiledPlaybookFile[], { accountId }: PlaybookContext) {
  const byId = new Map(files.map((file) => [file.id, file]))
  return files.map((file) => ({
    id: file.id,
    diagnostics: [...contradictorySteps(file.steps, byId), ...checkRunLimits(file, { files: byId, accountId })],
  }))
}

function reportCycles(cycles: ReadonlyMap<string, readonly string[]>, calls: CallGraph): readonly Diagnostic[] {
  return [...cycles].flatMap(([id, cycle]) => {
    const call = calls.get(id)?.find((one) => one.id === cycle[1])
    return call ? [playbookDiagnostics.report('run-cycle', { cycle }, { range: rangeOf(call.place) })] : []
  })
}

/** Leaves out playbooks that run one which did not compile. */
function withCalledDigests(playbooks: readonly CompiledPlaybook[]): readonly CompiledPlaybook[] {
  const byId = new Map(playbooks.map((playbook) => [playbook.id, playbook]))
  const digests = new Map<string, string | undefined>()
  const digestOf = (id: string): string | undefined => {
    const playbook = byId.get(id)
    if (!playbook || digests.has(id)) return digests.get(id)
    const called = calledBy(playbook).map((one) => [one, digestOf(one)] as const)
    const complete = called.every(([, digest]) => digest !== undefined)
    const known = complete ? playbookDigest(playbook, Object.fromEntries(called) as Record<string, string>) : undefined
    digests.set(id, known)
    return known
  }
  return playbooks.flatMap((playbook) => {
    const digest = digestOf(playbook.id)
    return digest === undefined ? [] : [{ ...playbook, digest }]
  })
}

/** The playbooks that a compiled one runs itself. */
function calledBy({ steps }: Pick<CompiledPlaybook, 'steps'>): readonly string[] {
  const called = steps.flatMap((step) => {
    if (step.kind === 'forEach') return calledBy(step)
    return step.kind === 'run' ? [step.playbook] : []
  })
  return [...new Set(called)]
}
