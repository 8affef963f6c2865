import type { Configuration } from '../../core/configuration.js'
import { type Risk, risks } from '../../core/operation.js'
import type { BlastRadius, SkippedTarget } from '../../core/plan.js'
import type { CompiledPlaybook, Limits, Step } from '../../core/playbook.js'
import type { Resource } from '../../core/resource.js'

/** True when one risk is worse than another. */
export function isWorse(risk: Risk, than: Risk): boolean {
  return risks.indexOf(risk) > risks.indexOf(than)
}

/** The worst of some risks; `low` of none. */
export function worstRisk(all: readonly Risk[]): Risk {
  return all.reduce<Risk>((worst, risk) => (isWorse(risk, worst) ? risk : worst), 'low')
}

/** A playbook and all that its `run` steps call, each once. */
export function playbooksWithin(
  playbook: CompiledPlaybook,
  playbooks: ReadonlyMap<string, CompiledPlaybook>,
): readonly CompiledPlaybook[] {
  const found = new Map([[playbook.id, playbook]])
  for (const each of found.values()) {
    for (const id of calledBy(each.steps)) {
      const called = playbooks.get(id)
      if (called && !found.has(id)) found.set(id, called)
    }
  }
  return [...found.values()]
}

function calledBy(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) => {
    if (step.kind === 'run') return [step.playbook]
    return step.kind === 'forEach' ? calledBy(step.steps) : []
  })
}

/** Why a target is kept out, with the diagnostic that says so when nothing else is left. */
export interface Exclusion extends Pick<SkippedTarget, 'kind' | 'reason'> {
  readonly code: 'protected-tag' | 'protected-environment' | 'environment-not-allowed' | 'account-not-allowed'
  /** The tag, environment or account. */
  readonly name: string
}

/** What decides whether a resource may be touched at all. */
export interface Admission {
  /** Of the playbook and of those that it calls. */
  readonly limits: readonly Limits[]
  readonly blastRadius: BlastRadius
  readonly configuration: Configuration
}

/** Why a resource must not be touched, or undefined when it may. */
export function exclusionOf(
  resource: Resource,
  environment: string | null,
  admission: Admission,
): Exclusion | undefined {
  const tag = protectedTag(resource, admission)
  if (tag !== undefined) {
    return { code: 'protected-tag', kind: 'protected', name: tag, reason: `it bears the protected tag ${tag}` }
  }
  const { limits, configuration } = admission
  const account = configuration.accounts.find(({ id }) => id === resource.account)
  const names = [resource.account, account?.name ?? resource.account]
  if (limits.some(({ accounts }) => accounts.length > 0 && !names.some((name) => accounts.includes(name)))) {
    const reason = `the limits do not name its account ${resource.account}`
    return { code: 'account-not-allowed', kind: 'not-allowed', name: resource.account, reason }
  }
  return environmentExclusion(environment, admission)
}

function environmentExclusion(environment: string | null, admission: Admission): Exclusion | undefined {
  const { limits, configuration } = admission
  const name = environment ?? '(none)'
  const named = limits.every(({ environments }) => environments.includes(name))
  if (environment !== null && configuration.environments[environment]?.protected && !named) {
    const reason = `its environment ${name} is protected`
    return { code: 'protected-environment', kind: 'protected', name, reason }
  }
  if (limits.every(({ environments }) => environments.length === 0 || environments.includes(name))) return undefined
  const reason =
    environment === null ? 'its environment is not known' : `the limits do not name its environment ${name}`
  return { code: 'environment-not-allowed', kind: 'not-allowed', name, reason }
}

/** The protected tag that a resource bears, as `key` or `key=value`. Tags that could not be read might hold one. */
export function protectedTag(
  { tags, unread }: Resource,
  { limits, blastRadius }: Pick<Admission, 'limits' | 'blastRadius'>,
): string | undefined {
  const own = Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value.toLowerCase()] as const)
  const all = [blastRadius.protectedTags, ...limits.map(({ protectedTags }) => protectedTags)]
  if (unread?.['tags']) return '(tags could not be read)'
  for (const [key, value] of all.flatMap((each) => Object.entries(each))) {
    const found = own.some(
      ([name, text]) => name === key.toLowerCase() && (value === '*' || text === value.toLowerCase()),
    )
    if (found) return value === '*' ? key : `${key}=${value}`
  }
  return undefined
}
