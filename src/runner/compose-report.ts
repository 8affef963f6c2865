import type { Finding } from '../core/finding.js'
import type { Baseline, Coverage, ScanReport } from '../core/scan.js'
import {
  compareFindings,
  completeFinding,
  coverageOf,
  exemptionsById,
  isExpired,
  isNarrowed,
  selectsAccount,
  selectsRegion,
  selectsResource,
  sightOf,
  sortFindings,
  summarizePolicies,
  type TypeReading,
} from '../engine/index.js'
import type { SnapshotEvaluation } from './evaluate-snapshot.js'
import type { EvaluationSetup } from './evaluation-task.js'
import { narrowsRows } from './task-evaluator.js'

/** What a report is made of. */
export interface ReportParts {
  readonly id: string
  readonly startedAt: Date
  readonly finishedAt: Date
  readonly setup: EvaluationSetup
  readonly evaluation: SnapshotEvaluation
  readonly previous: ScanReport | undefined
  readonly baseline: Baseline | undefined
  /** What the policies need, by type. */
  readonly readings: ReadonlyMap<string, TypeReading>
}

/** Puts together all that a scan has to say. */
export function composeReport(parts: ReportParts): ScanReport {
  const { setup, evaluation, previous } = parts
  const { findings, resolved } = comparisonOf(parts)
  const exemptions = [...exemptionsById(setup).values()].filter((exemption) => isExpired(exemption, parts.startedAt))
  return {
    version: 1,
    id: parts.id,
    snapshot: setup.manifest.id,
    startedAt: parts.startedAt.toISOString(),
    finishedAt: parts.finishedAt.toISOString(),
    interrupted: setup.manifest.interrupted,
    ...(isNarrowed(setup.selection) || setup.manifest.narrowed ? { narrowed: true } : {}),
    ...(previous ? { previous: previous.id } : {}),
    findings: sortFindings(findings),
    resolved: sortFindings(resolved),
    policies: summarizePolicies(setup.policies, evaluation.counts, findings),
    coverage: coverageOf(evaluation.counts, evaluation.resources, unreadOf(parts)),
    expiredExemptions: exemptions.map(({ id, owner, expires, reason }) => ({ id, owner, expires, reason })),
    inventory: inventoryOf(parts),
  }
}

function comparisonOf({
  startedAt,
  setup,
  evaluation,
  previous,
  baseline,
}: ReportParts): ReturnType<typeof compareFindings> {
  const context = {
    now: startedAt,
    exemptions: exemptionsById(setup),
    baseline: new Set(baseline?.findings),
  }
  const current = evaluation.findings.map(({ policy, draft }) => completeFinding(policy, draft, context))
  const selects = (finding: Finding): boolean =>
    selectsAccountId(setup, finding.resource.account) && selectsResource(setup.selection, finding.resource)
  return compareFindings(current, previous?.findings ?? [], sightOf(setup.manifest, setup.policies, selects))
}

function selectsAccountId({ configuration, selection }: EvaluationSetup, id: string): boolean {
  return selectsAccount(selection, configuration.accounts.find((account) => account.id === id) ?? { id })
}

function unreadOf({ setup, readings }: ReportParts): Pick<Coverage, 'unreadPartitions' | 'unreadAccounts'> {
  const { manifest, selection } = setup
  const selected = manifest.partitions.filter(
    ({ account, region }) => selectsAccountId(setup, account) && selectsRegion(selection, region),
  )
  const failed = selected.flatMap(({ account, region, type, unread }) =>
    unread && readings.has(type) ? [{ account, region, type, unread }] : [],
  )
  return {
    unreadPartitions: [...failed, ...neverRead(setup, readings)],
    unreadAccounts: manifest.unreadAccounts.filter(({ account }) => selectsAccountId(setup, account)),
  }
}

/** Types that policies need and that the snapshot was not asked for, as happens with snapshots made for others. */
function neverRead(
  { manifest, configuration, selection }: EvaluationSetup,
  readings: ReadonlyMap<string, TypeReading>,
): Coverage['unreadPartitions'] {
  const read = new Set(manifest.partitions.map(({ account, type }) => `${account}\n${type}`))
  const unreadAccounts = new Set(manifest.unreadAccounts.map(({ account }) => account))
  return configuration.accounts
    .filter((account) => selectsAccount(selection, account) && !unreadAccounts.has(account.id))
    .flatMap((account) =>
      [...readings.values()]
        .filter(({ type }) => type.cloud === account.cloud && !read.has(`${account.id}\n${type.name}`))
        .map(({ type }) => ({
          account: account.id,
          region: '*',
          type: type.name,
          unread: { reason: 'not-read', message: 'the snapshot does not hold this type' } as const,
        })),
    )
}

function inventoryOf({ setup, evaluation }: ReportParts): Readonly<Record<string, number>> {
  if (narrowsRows(setup)) return Object.fromEntries([...evaluation.resourcesByType].sort(byKey))
  const inventory = new Map<string, number>()
  for (const { type, account, resources } of setup.manifest.partitions) {
    if (selectsAccountId(setup, account)) inventory.set(type, (inventory.get(type) ?? 0) + resources)
  }
  return Object.fromEntries([...inventory].sort(byKey))
}

function byKey([left]: readonly [string, number], [right]: readonly [string, number]): number {
  return left < right ? -1 : 1
}
