import type { CompiledPolicy, PolicyTest } from '../../core/policy.js'
import type { ExampleProof, RemediationClaim, RemediationProver } from '../../core/remediation.js'
import { type Resource, resourceAddress } from '../../core/resource.js'
import { type EvaluationScope, evaluate } from '../expression/index.js'
import { type Expansion, expandTarget } from '../plan/expand-target.js'
import { defaultsOf } from '../plan/parameters.js'
import { targetScope } from '../plan/target-scope.js'
import { compilePolicies, judge } from '../policy-program.js'
import { type ExampleEstate, exampleEstate } from './example-estate.js'

/** Runs the playbook on each violating example in simulation, and judges by the policy what would be left. */
export const remediationProver: RemediationProver = {
  prove: (claim) =>
    claim.policy.tests
      .filter(({ expect }) => expect === 'violating')
      .map((example) => ({ example: example.name, ...proofOf(example, claim) })),
}

type Proof = Omit<ExampleProof, 'example'>

const defaultNow = '2026-01-01T00:00:00.000Z'

function proofOf(example: PolicyTest, claim: RemediationClaim): Proof {
  const { policy, playbook } = claim
  const estate = exampleEstate(policy, example)
  const now = new Date(example.now ?? defaultNow)
  const environment = example.environment ?? null
  const params = { ...defaultsOf(playbook), ...claim.params }
  const scope = targetScope(estate.target, { estate, environment, params, now, steps: {} })
  const inScope = playbook.scope ? evaluate(playbook.scope, scope) : { value: true }
  if ('unknown' in inScope) return notProvable(`its scope cannot be told: ${inScope.unknown.message}`)
  if (inScope.value !== true) return notProvable('the example is outside of its scope')
  const expansion = expandTarget(
    { target: estate.target, playbook, params, policies: [policy.id], firstNumber: 1 },
    estate,
    { ...claim, now, environmentOf: () => environment, protection: () => undefined, isViolated: () => false },
  )
  if (expansion.kind === 'planned') return judgeAfter(expansion, { policy, example, estate, scope, claim })
  const { kind, reason } = expansion.skip
  return kind === 'already' ? { outcome: 'remains', because: `it does nothing: ${reason}` } : notProvable(reason)
}

function notProvable(because: string): Proof {
  return { outcome: 'not-provable', because }
}

interface Simulated {
  readonly policy: CompiledPolicy
  readonly example: PolicyTest
  readonly estate: ExampleEstate
  readonly scope: EvaluationScope
  readonly claim: RemediationClaim
}

function judgeAfter({ changes }: Extract<Expansion, { kind: 'planned' }>, simulated: Simulated): Proof {
  const { policy, example, estate, scope } = simulated
  const address = resourceAddress(estate.target)
  const after = changes.has(address) ? changes.get(address) : estate.target
  const [program] = compilePolicies([policy])
  if (!after || !program) return { outcome: 'mended' }
  const { verdict, unknown } = judge(program, {
    ...scope,
    resource: after,
    params: { ...policy.params, ...example.params },
    linked: (link) => {
      const linked = estate.follow(after, link)
      return isListing(linked)
        ? [...linked.flatMap((one) => now(one, changes)), ...created(link, simulated, changes)]
        : linked
    },
  })
  if (verdict === 'violating') return { outcome: 'remains', because: 'it still violates the policy' }
  return verdict === 'unknown' ? notProvable(unknown?.message ?? 'the policy cannot be decided') : { outcome: 'mended' }
}

type Changes = ReadonlyMap<string, Resource | undefined>

function now(resource: Resource, changes: Changes): readonly Resource[] {
  const address = resourceAddress(resource)
  const current = changes.has(address) ? changes.get(address) : resource
  return current ? [current] : []
}

/** What the steps made counts as linked to the target where the link leads to such things. */
function created(link: string, { policy, estate, claim }: Simulated, changes: Changes): readonly Resource[] {
  const type = claim.types.get(policy.resource)?.links[link]?.type
  return [...changes].flatMap(([address, one]) => (one?.type === type && !estate.get(address) ? [one as Resource] : []))
}

function isListing(linked: ReturnType<EvaluationScope['linked']>): linked is readonly Resource[] {
  return Array.isArray(linked)
}
