import type { Access, Permission, Person } from '../../core/access.js'
import type { Configuration } from '../../core/configuration.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import { type Operation, type Risk, risks } from '../../core/operation.js'
import type { CompiledPlaybook, Step } from '../../core/playbook.js'
import { accessDiagnostics } from '../access/diagnostics.js'
import { type NameablePlaybooks, namedPlaybook } from '../playbook/named-playbook.js'
import { type LocatedValue, rangeOf, textAt, valueAt } from '../source/located-value.js'
import { closestName } from '../suggestion.js'
import { scheduleDiagnostics } from './diagnostics.js'

/** What the requester of a schedule is held against. */
export interface RequesterContext extends NameablePlaybooks {
  readonly access: Access
  readonly environments: Configuration['environments']
  readonly operations: ReadonlyMap<string, Pick<Operation, 'risk'>>
}

/** Reports a schedule without a requester where people are named, one that nobody knows, and one who may not run it. */
export function checkRequester(root: LocatedValue, context: RequesterContext): readonly Diagnostic[] {
  const { people } = context.access
  if (people.length === 0) return []
  const place = valueAt(root, ['requester'])
  const name = textAt(place)
  if (!place || name === undefined) {
    return [scheduleDiagnostics.report('schedule-without-requester', undefined, { range: rangeOf(root) })]
  }
  const person = people.find(({ id }) => id === name)
  const range = rangeOf(place)
  if (person) return notAllowed(person, { root, place }, context)
  const ids = people.map(({ id }) => id)
  return [accessDiagnostics.report('unknown-person', { name, suggestion: closestName(name, ids) }, { range })]
}

/** Environments of the playbook in which the person may not run it: all of them is an error, some are a warning. */
function notAllowed(
  person: Person,
  { root, place }: { readonly root: LocatedValue; readonly place: LocatedValue },
  context: RequesterContext,
): readonly Diagnostic[] {
  const { value: named } = namedPlaybook(root, context)
  if (!named) return []
  const { playbook } = named
  const risk = riskOf(playbook.steps, context)
  const { environments } = playbook.limits
  const refused = environments.filter((environment) => !mayRunIn(person, { risk, environment }, context))
  if (refused.length === 0) return []
  const code = refused.length === environments.length ? 'requester-may-not-run' : 'requester-may-not-run-everywhere'
  const parameters = { requester: person.id, playbook: playbook.id, risk, environments: refused }
  return [scheduleDiagnostics.report(code, parameters, { range: rangeOf(place) })]
}

/** The highest risk of an operation, in playbooks that are run as steps too. */
function riskOf(
  steps: readonly Step[],
  context: Pick<RequesterContext, 'operations' | 'playbooks'>,
  seen: ReadonlySet<CompiledPlaybook> = new Set(),
): Risk {
  const each = steps.map((step): Risk => {
    if (step.kind === 'operation') return context.operations.get(step.operation)?.risk ?? 'low'
    if (step.kind === 'forEach') return riskOf(step.steps, context, seen)
    const called = step.kind === 'run' ? context.playbooks.get(step.playbook) : undefined
    if (!called || seen.has(called)) return 'low'
    return riskOf(called.steps, context, new Set([...seen, called]))
  })
  return risks.findLast((risk) => each.includes(risk)) ?? 'low'
}

function mayRunIn(
  { roles }: Person,
  { risk, environment }: { readonly risk: Risk; readonly environment: string },
  { access, environments }: RequesterContext,
): boolean {
  const names = environments[environment]?.protected ? [environment, 'production'] : [environment]
  const reaches = ({ maximumRisk, environments: listed }: Permission): boolean =>
    maximumRisk !== 'none' &&
    risks.indexOf(risk) <= risks.indexOf(maximumRisk) &&
    (listed.length === 0 || names.some((name) => listed.includes(name)))
  return access.roles.some(({ id, run }) => roles.includes(id) && reaches(run))
}
