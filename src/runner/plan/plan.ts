import type { Bundle } from '../../core/bundle.js'
import { type Diagnostic, hasErrors } from '../../core/diagnostics.js'
import type { Expression } from '../../core/expression.js'
import type { Operation } from '../../core/operation.js'
import { defaultBlastRadius } from '../../core/plan.js'
import type { CompiledPlaybook } from '../../core/playbook.js'
import type { CompiledPolicy, ParameterValue } from '../../core/policy.js'
import { resourceAddress } from '../../core/resource.js'
import type { Catalog } from '../../core/resource-type.js'
import type { ScanReport } from '../../core/scan.js'
import type { SnapshotManifest } from '../../core/snapshot.js'
import { type Selection, selectPolicies, selectsAccount, selectsResource } from '../../engine/index.js'
import {
  buildPlan,
  type LoadedEstate,
  type Planning,
  type PlaybookOrder,
  playbooksWithin,
  runParameters,
} from '../../engine/plan/index.js'
import { readManifest } from '../../store/index.js'
import { type ScanPorts, scan } from '../scan.js'
import { planningDiagnostics } from './diagnostics.js'
import { loadEstate } from './load-estate.js'
import { writePlan } from './plan-store.js'
import { type PlaybookReadings, playbookReadings } from './playbook-readings.js'
import { withUnmatchedResources } from './unmatched-resources.js'
import { withUnreadTargets } from './unread-targets.js'

/** What to plan. */
export interface PlanningRequest {
  readonly bundle: Bundle
  /** A playbook with the parameters given to it; otherwise the remedies of policies. */
  readonly playbook?: { readonly id: string; readonly with: Readonly<Record<string, ParameterValue>> }
  /** Narrows accounts, regions and resources, and the policies whose remedies are planned. */
  readonly selection: Selection
  /** The conditions that targets of a playbook must meet, checked against its target type. */
  readonly select: ReadonlyMap<string, readonly Expression[]>
  /** The id of a kept snapshot, or `latest`, to plan on instead of scanning. */
  readonly fromSnapshot?: string
  readonly requester: string
  readonly commit?: string
}

/** A plan or why there is none; `interrupted` when the scan before it was cut short. */
export interface PlanOutcome extends Planning {
  readonly interrupted: boolean
}

/** A playbook that takes part, with the policies whose remedy it is. */
interface Part {
  readonly playbook: CompiledPlaybook
  readonly given: Readonly<Record<string, ParameterValue>>
  /** Ids; undefined for a playbook that was asked for by name. */
  readonly policies: ReadonlySet<string> | undefined
}

/**
 * Scans what the plan rests on (or takes a kept snapshot), simulates the playbooks on it, and keeps the plan in the
 * store. Only the store can make it fail, and a snapshot that does not exist: ask `locateSnapshot` before.
 */
export async function plan(request: PlanningRequest, ports: ScanPorts): Promise<PlanOutcome> {
  const { bundle } = request
  const operations = (await ports.catalog.operations?.()) ?? new Map<string, Operation>()
  const playbooks = new Map(bundle.playbooks.map((playbook) => [playbook.id, playbook]))
  const { parts, diagnostics } = partsOf(request, playbooks)
  if (hasErrors(diagnostics)) return { skipped: [], diagnostics, interrupted: false }
  const within = parts.flatMap(({ playbook }) => playbooksWithin(playbook, playbooks))
  const needs = playbookReadings(within, operations, {
    catalog: ports.catalog,
    hasPrices: bundle.priceSheets.length > 0,
  })
  const policies = concernedPolicies(bundle.policies, needs, ports.catalog)
  const report = await scanFor(request, { needs, policies }, ports)
  if (report.interrupted) return { skipped: [], diagnostics: [], interrupted: true }
  const orders = parts.map((part) => orderOf(part, report, request))
  const manifest = await manifestOf(report, ports)
  const estate = await estateFor(manifest, { needs, policies, orders }, ports)
  const planning = buildPlan({
    orders,
    playbooks,
    operations,
    types: ports.catalog.types,
    policies,
    standingApprovals: bundle.standingApprovals,
    access: bundle.configuration.access,
    blastRadius: bundle.configuration.blastRadius ?? defaultBlastRadius,
    configuration: bundle.configuration,
    priceSheets: bundle.priceSheets,
    estate,
    snapshot: report.snapshot,
    requester: request.requester,
    ...(request.commit === undefined ? {} : { commit: request.commit }),
    now: ports.clock.now(),
  })
  if (planning.plan) await writePlan(ports.store, planning.plan)
  const { configuration } = bundle
  const types = new Set(parts.map(({ playbook }) => playbook.target))
  const scope = { manifest, types, configuration, selection: request.selection, catalog: ports.catalog }
  const search = { globs: request.selection.resources ?? [], types, manifest }
  const told = await withUnmatchedResources(withUnreadTargets(planning, scope), search, ports.store)
  return { ...told, interrupted: false }
}

function partsOf(
  { bundle, playbook, selection }: PlanningRequest,
  playbooks: ReadonlyMap<string, CompiledPlaybook>,
): { readonly parts: readonly Part[]; readonly diagnostics: readonly Diagnostic[] } {
  if (playbook) {
    const found = playbooks.get(playbook.id)
    if (!found)
      return { parts: [], diagnostics: [planningDiagnostics.report('playbook-not-found', { id: playbook.id })] }
    const { diagnostics } = runParameters(found, playbook.with)
    return { parts: [{ playbook: found, given: playbook.with, policies: undefined }], diagnostics }
  }
  const selected = selectPolicies(bundle.policies, selection)
  const byPlaybook = new Map<string, Set<string>>()
  for (const { id, remediation } of selected) {
    if (remediation.playbook === undefined) continue
    byPlaybook.set(remediation.playbook, (byPlaybook.get(remediation.playbook) ?? new Set()).add(id))
  }
  const parts = [...byPlaybook].flatMap(([id, policies]): Part[] => {
    const found = playbooks.get(id)
    return found ? [{ playbook: found, given: {}, policies }] : []
  })
  const none = planningDiagnostics.report('no-remedy', { policies: selected.map(({ id }) => id) })
  return { parts, diagnostics: parts.length === 0 ? [none] : [] }
}

/** The policies whose verdicts the playbooks can change: on types that they act on, or that link to those. */
function concernedPolicies(
  policies: readonly CompiledPolicy[],
  { readings }: PlaybookReadings,
  { types }: Catalog,
): readonly CompiledPolicy[] {
  const touched = new Set(readings.map(({ type }) => type.name))
  return policies.filter(({ resource, requires }) => {
    const links = types.get(resource)?.links ?? {}
    return touched.has(resource) || requires.links.some((name) => touched.has(links[name]?.type ?? ''))
  })
}

interface Concern {
  readonly needs: PlaybookReadings
  readonly policies: readonly CompiledPolicy[]
}

async function scanFor(request: PlanningRequest, { needs, policies }: Concern, ports: ScanPorts): Promise<ScanReport> {
  const { bundle, selection, fromSnapshot } = request
  const { accounts, regions } = selection
  return await scan(
    {
      bundle: { ...bundle, policies },
      selection: {
        policies: ['**'],
        ...(accounts ? { accounts } : {}),
        ...(regions ? { regions } : {}),
      },
      alsoRead: needs.readings,
      ...(fromSnapshot === undefined ? {} : { fromSnapshot }),
    },
    ports,
  )
}

function orderOf({ playbook, given, policies }: Part, report: ScanReport, request: PlanningRequest): PlaybookOrder {
  const { selection, select, bundle } = request
  const accounts = new Map(bundle.configuration.accounts.map((account) => [account.id, account]))
  const findings = report.findings.filter(
    ({ policy, resource }) =>
      policies?.has(policy) &&
      selectsAccount(selection, accounts.get(resource.account) ?? { id: resource.account }) &&
      selectsResource(selection, resource),
  )
  return {
    playbook,
    run: runParameters(playbook, given).value,
    selection,
    select: select.get(playbook.target) ?? [],
    ...(policies ? { findings } : {}),
  }
}

async function manifestOf({ snapshot }: ScanReport, { store }: ScanPorts): Promise<SnapshotManifest> {
  const manifest = await readManifest(store, snapshot)
  if (!manifest) throw new Error(`${store.location} has lost the snapshot ${snapshot}`)
  return manifest
}

/** Types that links lead to are loaded whole; of others only what is selected. */
async function estateFor(
  manifest: SnapshotManifest,
  { needs, policies, orders }: Concern & { readonly orders: readonly PlaybookOrder[] },
  { store, catalog }: ScanPorts,
): Promise<LoadedEstate> {
  const linked = policies.flatMap(({ resource, requires }) =>
    requires.links.flatMap((name) => [resource, catalog.types.get(resource)?.links[name]?.type ?? resource]),
  )
  const whole = new Set([...needs.whole, ...linked])
  const types = new Set([...whole, ...needs.readings.map(({ type }) => type.name)])
  const wanted = new Set(
    orders.flatMap(({ findings = [] }) => findings.map(({ resource }) => resourceAddress(resource))),
  )
  const byType = orders.filter(({ findings }) => !findings)
  return await loadEstate(
    manifest,
    {
      types,
      keeps: (resource) =>
        whole.has(resource.type) ||
        byType.some(
          ({ playbook, selection }) => playbook.target === resource.type && selectsResource(selection, resource),
        ) ||
        wanted.has(resourceAddress(resource)),
    },
    { store, catalog },
  )
}
