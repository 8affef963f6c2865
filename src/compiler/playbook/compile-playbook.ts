import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import type { CompiledPlaybook, Limits } from '../../core/playbook.js'
import type { Definition } from '../load/definition.js'
import { checkCondition } from '../policy/check-condition.js'
import type { PlaybookSource } from '../schema/playbook-schema.js'
import { itemsAt, type LocatedValue, rangeOf, valueAt, writtenText } from '../source/located-value.js'
import { contradictorySteps } from './contradictory-steps.js'
import { duplicateNames } from './duplicate-names.js'
import { checkLimits } from './limits.js'
import { compileParameters } from './parameters.js'
import type { PlaybookContext } from './playbook-context.js'
import { playbookDigest } from './playbook-digest.js'
import { playbookScope } from './playbook-scope.js'
import { type CompiledStep, StepCompiler } from './steps.js'
import { checkUndo } from './undo.js'
import { unverifiedSteps } from './verification.js'
import { stepsOutsideWaves } from './waves.js'

/**
 * Compiles one playbook file. Whatever is wrong, everything else in it is still checked; the value is undefined when
 * anything was an error. Its digest does not cover the playbooks that it runs yet.
 */
export function compilePlaybook(
  definition: Definition<'playbook'>,
  context: PlaybookContext,
): Outcome<CompiledPlaybook | undefined> {
  const { root, source } = definition
  const diagnostics: Diagnostic[] = []
  const take = <T>(outcome: Outcome<T>): T => {
    diagnostics.push(...outcome.diagnostics)
    return outcome.value
  }
  const target = valueAt(root, ['target'])
  const type = target ? writtenText(target) : ''
  const shape = context.shapes.get(type)
  const declared = take(compileParameters(root, source))
  const scope = take(checkCondition(valueAt(root, ['scope']), playbookScope(shape, declared)))
  const compiler = new StepCompiler({ ...context, target: type, shape, declared })
  const steps = take(compiler.compile(root))
  diagnostics.push(...checkSteps(definition, steps, declared))
  const failed = diagnostics.some(({ severity }) => severity === 'error')
  if (!source || !shape || failed) return { value: undefined, diagnostics }
  const playbook = assemble(definition, source, {
    params: declared,
    steps: steps.map(({ step }) => step),
    ...(scope ? { scope } : {}),
  })
  return { value: { ...playbook, digest: playbookDigest(playbook) }, diagnostics }
}

function checkSteps(
  { root, source }: Definition<'playbook'>,
  steps: readonly CompiledStep[],
  declared: CompiledPlaybook['params'],
): readonly Diagnostic[] {
  return [
    ...duplicateNames(steps),
    ...unverifiedSteps(steps),
    ...stepsOutsideWaves(steps),
    ...contradictorySteps(steps),
    ...checkUndo(root, steps),
    ...checkLimits(root, steps, { limits: source?.limits, declared }),
  ]
}

type Parts = Pick<CompiledPlaybook, 'params' | 'steps' | 'scope'>

function assemble(
  { id, root }: Definition<'playbook'>,
  source: PlaybookSource,
  parts: Parts,
): Omit<CompiledPlaybook, 'digest'> {
  const { title, description, version, overrides, target } = source
  return {
    id,
    title,
    ...(description === undefined ? {} : { description }),
    version,
    ...(overrides ? { overrides } : {}),
    target,
    ...parts,
    limits: limitsOf(root, source),
    range: rangeOf(root),
  }
}

/** Resources with this tag are left alone where a playbook says nothing else. */
const defaultProtectedTags = { escher: 'protected' }

function limitsOf(root: LocatedValue, { limits }: PlaybookSource): Limits {
  return {
    maximumTargets: limits.targets,
    environments: limits.environments,
    accounts: itemsAt(root, 'limits', 'accounts').map(writtenText),
    maximumRisk: limits.risk,
    windows: limits.windows ?? [],
    protectedTags: limits.protectedTags ?? defaultProtectedTags,
  }
}
