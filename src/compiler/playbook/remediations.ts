import type { Diagnostic } from '../../core/diagnostics.js'
import type { Operation } from '../../core/operation.js'
import type { CompiledPlaybook, PlaybookParameter } from '../../core/playbook.js'
import type { CompiledPolicy, ParameterValue } from '../../core/policy.js'
import type { ExampleProof, RemediationProver } from '../../core/remediation.js'
import type { ResourceType } from '../../core/resource-type.js'
import type { Definition } from '../load/definition.js'
import { type LocatedValue, rangeOf, valueAt } from '../source/located-value.js'
import { playbookDiagnostics } from './diagnostics.js'
import { reachableValues, wholeNumbersIn } from './reachable-values.js'

/** What proving remediations takes. */
export interface RemediationContext {
  readonly prover: RemediationProver
  readonly operations: ReadonlyMap<string, Operation>
  readonly types: ReadonlyMap<string, ResourceType>
  readonly policyFiles: ReadonlyMap<string, Definition<'policy'>>
  readonly playbookFiles: ReadonlyMap<string, Definition<'playbook'>>
}

/**
 * Tries the playbook of each policy on the policy's own violating examples: with its defaults, and with the ends of
 * whatever an executor may set.
 */
export function checkRemediations(
  policies: readonly CompiledPolicy[],
  playbooks: readonly CompiledPlaybook[],
  context: RemediationContext,
): readonly Diagnostic[] {
  const byId = new Map(playbooks.map((playbook) => [playbook.id, playbook]))
  return policies.flatMap((policy) => {
    const playbook = byId.get(policy.remediation.playbook ?? '')
    if (!playbook || playbook.target !== policy.resource) return []
    const prove = (params: Readonly<Record<string, ParameterValue>>) =>
      context.prover.prove({ ...context, policy, playbook, playbooks: byId, params })
    const proofs = prove({})
    const place = valueAt(context.policyFiles.get(policy.id)?.root, ['remediation', 'playbook'])
    const mended = proofs.filter(({ outcome }) => outcome === 'mended').map(({ example }) => example)
    return [
      ...(place ? claimProblems(proofs, { policy, playbook, place }) : []),
      ...extensionProblems(playbook, policy, { mended, prove, context }),
    ]
  })
}

interface Claim {
  readonly policy: CompiledPolicy
  readonly playbook: CompiledPlaybook
  readonly place: LocatedValue
}

function claimProblems(proofs: readonly ExampleProof[], { policy, playbook, place }: Claim): readonly Diagnostic[] {
  const range = rangeOf(place)
  const remaining = proofs.filter(({ outcome }) => outcome === 'remains')
  const unproven = proofs.filter(({ outcome }) => outcome === 'not-provable')
  const examples = (names: readonly string[]) =>
    policy.tests
      .filter(({ name }) => names.includes(name))
      .map((test) => ({ message: 'the example', range: test.range }))
  return [
    ...remaining.map(({ example, because = '' }) => {
      const parameters = { playbook: playbook.id, example, because }
      const related = examples([example])
      return playbookDiagnostics.report('remediation-does-not-fix', parameters, { range, related })
    }),
    ...unprovenClaim(unproven, proofs.length).map((parameters) => {
      const related = examples(unproven.map(({ example }) => example))
      return playbookDiagnostics.report(
        'remediation-not-provable',
        { playbook: playbook.id, ...parameters },
        { range, related },
      )
    }),
  ]
}

function unprovenClaim(unproven: readonly ExampleProof[], all: number) {
  const examples = unproven.map(({ example, because = '' }) => ({ example, because }))
  return examples.length > 0 ? [{ examples, all: examples.length === all }] : []
}

interface ExtensionProof {
  /** The examples that are mended with the defaults. */
  readonly mended: readonly string[]
  readonly prove: (params: Readonly<Record<string, ParameterValue>>) => readonly ExampleProof[]
  readonly context: RemediationContext
}

/** Values inside of a parameter's bounds with which the playbook no longer mends what it mends by default. */
function extensionProblems(
  { id, params }: CompiledPlaybook,
  policy: CompiledPolicy,
  { mended, prove, context }: ExtensionProof,
): readonly Diagnostic[] {
  if (mended.length === 0) return []
  const root = context.playbookFiles.get(id)?.root
  return Object.entries(params).flatMap(([name, parameter]) => {
    const failing = failingValue(name, parameter, { mended, prove })
    const place = valueAt(root, ['params', name, 'extend'])
    if (!failing || !place) return []
    const related = [{ message: 'what its examples show to be violating', range: policy.violates.range }]
    const parameters = { name, policy: policy.id, value: JSON.stringify(failing.value), example: failing.example }
    return [playbookDiagnostics.report('extension-defeats-policy', parameters, { range: rangeOf(place), related })]
  })
}

function failingValue(
  name: string,
  parameter: PlaybookParameter,
  { mended, prove }: Pick<ExtensionProof, 'mended' | 'prove'>,
): { readonly value: ParameterValue; readonly example: string } | undefined {
  if (!parameter.extend) return undefined
  for (const value of valuesToProve(parameter)) {
    if (value === parameter.default) continue
    const remains = prove({ [name]: value }).find(
      ({ example, outcome }) => outcome === 'remains' && mended.includes(example),
    )
    if (remains) return { value, example: remains.example }
  }
  return undefined
}

/** Ranges of at most so many whole numbers are proven with each of them. */
const mostProven = 400

function valuesToProve(parameter: PlaybookParameter): ReadonlySet<ParameterValue> {
  const { extend } = parameter
  const isShort = extend?.kind === 'range' && wholeNumbersIn(extend) <= mostProven
  return new Set(reachableValues(parameter, isShort ? mostProven : 0))
}
