import { type Finding, findingId } from '../core/finding.js'
import type { Judgement } from '../core/policy.js'
import { type EvaluationScope, renderMessage } from './expression/index.js'
import type { PolicyProgram } from './policy-program.js'

/** What is to say about one resource and one policy, before it is compared with earlier scans. JSON only. */
export interface FindingDraft {
  /** The finding's identity. */
  readonly id: string
  readonly verdict: Finding['verdict']
  readonly resource: Finding['resource']
  readonly environment: string | null
  readonly message: string
  readonly unknown?: Finding['unknown']
  /** Ids of the exemptions that match, expired ones too. */
  readonly exemptions: readonly string[]
}

/** Words a judgement that is a finding. `scope` must hold what `ResourceJudge.draft` takes. */
export function draftFinding(program: PolicyProgram, judgement: Judgement, scope: EvaluationScope): FindingDraft {
  const { type, id, name, account, region, tags } = scope.resource
  return {
    id: findingId(program.policy, scope.resource),
    verdict: judgement.verdict === 'violating' ? 'violating' : 'unknown',
    resource: { type, id, name, account, region, tags },
    environment: scope.environment,
    message: messageOf(program, judgement, scope),
    ...(judgement.unknown ? { unknown: judgement.unknown } : {}),
    exemptions: program.exemptions
      .filter(({ match }) => match.certainlyTrue(scope))
      .map(({ exemption }) => exemption.id),
  }
}

function messageOf({ policy }: PolicyProgram, judgement: Judgement, scope: EvaluationScope): string {
  if (judgement.verdict === 'violating') return renderMessage(policy.message, scope)
  const why = judgement.unknown
  const path = why?.path === undefined ? '' : ` (${why.path})`
  return `${scope.resource.name} could not be judged: ${why?.message ?? 'a value is missing'}${path}`
}
