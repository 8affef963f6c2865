import type { Bundle } from '../../core/bundle.js'
import type { Configuration } from '../../core/configuration.js'
import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import type { CompiledPlaybook } from '../../core/playbook.js'
import type { CompiledPolicy } from '../../core/policy.js'
import type { RemediationProver } from '../../core/remediation.js'
import type { Catalog } from '../../core/resource-type.js'
import { checkRole } from '../access/check-role.js'
import type { Definition } from '../load/definition.js'
import { ofKind } from '../load/load-definitions.js'
import { compilePlaybooks } from '../playbook/compile-playbooks.js'
import type { PlaybookContext } from '../playbook/playbook-context.js'
import { checkRemediations } from '../playbook/remediations.js'
import type { ResourceShape } from '../policy/resource-shapes.js'
import { calendarsOf } from '../schedule/calendars.js'
import { compileSchedule } from '../schedule/compile-schedule.js'
import { compileStandingApproval } from '../standing-approval/compile-standing-approval.js'
import type { PolicyIds } from './policy-ids.js'

/** What is resolved of playbooks, and of what lets them run. */
export type ResolvedOperations = Pick<Bundle, 'playbooks' | 'standingApprovals' | 'schedules'>

/** What playbooks, standing approvals and schedules are resolved against. */
export interface OperationsContext {
  readonly catalog: Catalog
  readonly now: Date
  readonly configuration: Configuration
  readonly shapes: ReadonlyMap<string, ResourceShape>
  readonly ids: PolicyIds
  readonly playbooks: ReadonlyMap<string, Definition<'playbook'>>
  /** The playbooks that are used. */
  readonly wanted: readonly Definition<'playbook'>[]
  readonly policies: ReadonlyMap<string, Definition<'policy'>>
  readonly prover: RemediationProver | undefined
}

/** Compiles the playbooks that are used, and the standing approvals and schedules for them. */
export async function resolveOperations(
  definitions: readonly Definition[],
  policies: readonly CompiledPolicy[],
  context: OperationsContext,
): Promise<Outcome<ResolvedOperations>> {
  const diagnostics: Diagnostic[] = []
  const take = <T>(outcome: Outcome<T>): T => {
    diagnostics.push(...outcome.diagnostics)
    return outcome.value
  }
  const { configuration, now } = context
  const forPlaybooks = await playbookContext(context)
  const playbooks = take(compilePlaybooks(context.wanted, forPlaybooks))
  diagnostics.push(...unprovenRemediations(policies, playbooks, { ...context, operations: forPlaybooks.operations }))
  const known = {
    playbookIds: [...context.playbooks.keys()],
    playbooks: new Map(playbooks.map((playbook) => [playbook.id, playbook])),
  }
  const standing = {
    ...known,
    people: configuration.access.people,
    today: now.toISOString().slice(0, 10),
    maximumDays: configuration.standingApprovalDays,
  }
  const standingApprovals = ofKind(definitions, 'approval').flatMap(
    (one) => take(compileStandingApproval(one, standing)) ?? [],
  )
  const forSchedules = {
    ...known,
    now,
    access: configuration.access,
    environments: configuration.environments,
    operations: forPlaybooks.operations,
    calendars: calendarsOf(ofKind(definitions, 'calendar')),
  }
  const schedules = ofKind(definitions, 'schedule').flatMap((one) => take(compileSchedule(one, forSchedules)) ?? [])
  return { value: { playbooks, standingApprovals, schedules }, diagnostics }
}

function unprovenRemediations(
  policies: readonly CompiledPolicy[],
  playbooks: readonly CompiledPlaybook[],
  context: OperationsContext & Pick<PlaybookContext, 'operations'>,
): readonly Diagnostic[] {
  const { prover, operations, catalog } = context
  if (!prover) return []
  const files = { policyFiles: context.policies, playbookFiles: context.playbooks }
  return checkRemediations(policies, playbooks, { prover, operations, types: catalog.types, ...files })
}

/** Operations are loaded only where there are playbooks. */
async function playbookContext(context: OperationsContext): Promise<PlaybookContext> {
  const { catalog, shapes, ids, playbooks, wanted, configuration } = context
  const operations = wanted.length > 0 ? await catalog.operations?.() : undefined
  const { roles } = configuration.access
  return {
    catalog,
    operations: operations ?? new Map(),
    shapes,
    policies: ids,
    playbooks,
    accountId: (written) => configuration.accounts.find(({ name }) => name === written)?.id ?? written,
    checkRole: (place) => checkRole(place, roles),
  }
}
