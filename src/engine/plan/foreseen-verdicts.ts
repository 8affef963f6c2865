import type { Configuration } from '../../core/configuration.js'
import type { CompiledPolicy } from '../../core/policy.js'
import type { Resource, Unread } from '../../core/resource.js'
import { compilePolicies, type PolicyProgram } from '../policy-program.js'
import { ResourceJudge } from '../resource-judge.js'

const notForeseen: Unread = { reason: 'not-available', message: 'a simulation does not tell it' }

/** What policies will say of simulated resources by themselves: figures and other resources may be anything by then. */
export class ForeseenVerdicts {
  private readonly judges = new Map<string, ResourceJudge>()
  private programs: ReadonlyMap<string, PolicyProgram> | undefined

  constructor(
    private readonly policies: readonly CompiledPolicy[],
    private readonly context: { readonly configuration: Configuration; readonly now: Date },
  ) {}

  /** True when a policy will certainly be violated. One that depends on the time may not be by then. */
  readonly isViolated = (policy: string, resource: Resource): boolean => {
    const program = this.programOf(policy)
    if (!program || program.policy.requires.usesNow) return false
    const { metrics: _, ...alone } = resource
    const judge = this.judgeOf(resource.account)
    return judge.verdict(program, judge.subject(alone)) === 'violating'
  }

  private programOf(policy: string): PolicyProgram | undefined {
    this.programs ??= new Map(compilePolicies(this.policies).map((program) => [program.policy.id, program]))
    return this.programs.get(policy)
  }

  private judgeOf(account: string): ResourceJudge {
    const known = this.judges.get(account)
    if (known) return known
    const judge = new ResourceJudge({ ...this.context, account, linked: () => notForeseen, missing: {} })
    this.judges.set(account, judge)
    return judge
  }
}
