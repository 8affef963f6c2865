import type { Person } from '../../core/access.js'
import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import type { CompiledPlaybook, StandingApproval } from '../../core/playbook.js'
import { parseSpan } from '../../core/temporal.js'
import { accessDiagnostics } from '../access/diagnostics.js'
import type { Definition } from '../load/definition.js'
import { type NameablePlaybooks, namedPlaybook } from '../playbook/named-playbook.js'
import type { ApprovalSource } from '../schema/approval-schema.js'
import { itemsAt, type LocatedValue, rangeOf, textAt, valueAt, writtenText } from '../source/located-value.js'
import { closestName } from '../suggestion.js'
import { standingApprovalDiagnostics } from './diagnostics.js'

/** What standing approvals are compiled against. */
export interface StandingApprovalContext extends NameablePlaybooks {
  readonly people: readonly Person[]
  /** Today, as `YYYY-MM-DD`. */
  readonly today: string
  readonly maximumDays: number
}

/** Compiles a standing approval. One whose playbook has changed is kept: what it pins no longer fits, so it covers nothing. */
export function compileStandingApproval(
  { id, root, source }: Definition<'approval'>,
  context: StandingApprovalContext,
): Outcome<StandingApproval | undefined> {
  const diagnostics = [
    ...checkPlaybook(root, context),
    ...checkGrantor(valueAt(root, ['grantedBy']), context),
    ...checkExpiry(valueAt(root, ['expires']), context),
  ]
  return { value: source && assemble(id, root, source), diagnostics }
}

function assemble(id: string, root: LocatedValue, source: ApprovalSource): StandingApproval {
  const { playbook, digest, grantedBy, reason, environments, targets, uses, rate, expires } = source
  return {
    id,
    playbook,
    digest,
    grantedBy,
    reason,
    environments,
    maximumTargets: targets,
    uses,
    ...(rate ? { rate: { uses: rate.uses, seconds: parseSpan(rate.per)?.seconds ?? 0 } } : {}),
    expires,
    range: rangeOf(root),
  }
}

function checkPlaybook(root: LocatedValue, context: StandingApprovalContext): readonly Diagnostic[] {
  const { value: named, diagnostics } = namedPlaybook(root, context)
  return named ? [...checkPin(root, named.playbook), ...checkReach(root, named.playbook)] : diagnostics
}

function checkPin(root: LocatedValue, { id, digest, range: defined }: CompiledPlaybook): readonly Diagnostic[] {
  const place = valueAt(root, ['digest'])
  const pinned = textAt(place)
  if (!place || pinned === undefined || pinned === digest) return []
  const range = rangeOf(place)
  const related = [{ message: 'the playbook as it is now', range: { ...defined, end: defined.start } }]
  const parameters = { playbook: id, pinned, current: digest }
  return [standingApprovalDiagnostics.report('standing-approval-void', parameters, { range, related })]
}

function checkReach(root: LocatedValue, { id, limits }: CompiledPlaybook): readonly Diagnostic[] {
  const report = (what: string, place: LocatedValue) =>
    standingApprovalDiagnostics.report(
      'standing-approval-beyond-limits',
      { what, playbook: id },
      { range: rangeOf(place) },
    )
  const targets = valueAt(root, ['targets'])
  const tooMany = targets?.kind === 'scalar' && Number(targets.value) > limits.maximumTargets
  return [
    ...(targets && tooMany ? [report(`more than ${limits.maximumTargets} targets`, targets)] : []),
    ...itemsAt(root, 'environments')
      .filter((one) => !limits.environments.includes(writtenText(one)))
      .map((one) => report(`the environment \`${writtenText(one)}\``, one)),
  ]
}

function checkGrantor(place: LocatedValue | undefined, { people }: StandingApprovalContext): readonly Diagnostic[] {
  const name = textAt(place)
  if (!place || name === undefined || people.some(({ id }) => id === name)) return []
  const suggestion = closestName(
    name,
    people.map(({ id }) => id),
  )
  return [accessDiagnostics.report('unknown-person', { name, suggestion }, { range: rangeOf(place) })]
}

function checkExpiry(
  place: LocatedValue | undefined,
  { today, maximumDays }: StandingApprovalContext,
): readonly Diagnostic[] {
  const expires = textAt(place)
  if (!place || expires === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(expires)) return []
  const range = rangeOf(place)
  if (expires <= today) return [standingApprovalDiagnostics.report('standing-approval-ended', { expires }, { range })]
  const latest = dayAfter(today, maximumDays)
  if (expires <= latest) return []
  const parameters = { expires, days: maximumDays, latest }
  return [standingApprovalDiagnostics.report('standing-approval-too-long', parameters, { range })]
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
