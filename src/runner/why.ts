import type { Bundle } from '../core/bundle.js'
import type { Outcome } from '../core/diagnostics.js'
import type { Finding } from '../core/finding.js'
import type { ObjectStore } from '../core/object-store.js'
import { type CompiledPolicy, lastingPolicyId } from '../core/policy.js'
import type { Resource } from '../core/resource.js'
import type { Catalog } from '../core/resource-type.js'
import type { ScanReport } from '../core/scan.js'
import type { SnapshotManifest, SnapshotPartition } from '../core/snapshot.js'
import {
  aspectCatalogOf,
  compilePolicies,
  type Explanation,
  explain,
  linkCatalogOf,
  missingProperties,
  partitionName,
  partitionOf,
  ResourceJudge,
} from '../engine/index.js'
import { readManifest, readResources, readScan } from '../store/index.js'
import { runnerDiagnostics } from './diagnostics.js'
import { loadLinks } from './linked-resources.js'
import { latestScan } from './locate.js'

/** Why a finding is one: the conditions as they came out on the resource of the snapshot. */
export interface FindingExplanation {
  readonly finding: Finding
  readonly policy: CompiledPolicy
  readonly resource: Resource
  readonly violates: Explanation
  readonly applies?: Explanation
}

/** Which finding to explain, by which policies. */
export interface WhyRequest {
  readonly bundle: Bundle
  /** A finding's id or the beginning of one. */
  readonly finding: string
  /** The scan that has it; otherwise the latest. */
  readonly scan?: string
}

/** What explaining needs from outside. */
export interface WhyPorts {
  readonly store: ObjectStore
  readonly catalog: Catalog
}

/** Evaluates a finding's policy again on the resource as the scan's snapshot holds it, and tells what decided. */
export async function why(request: WhyRequest, ports: WhyPorts): Promise<Outcome<FindingExplanation | undefined>> {
  const report = request.scan === undefined ? await latestScan(ports.store) : await readScan(ports.store, request.scan)
  if (!report) return failure('no-scan', { location: ports.store.location })
  const matching = report.findings.filter(({ id }) => id.startsWith(request.finding))
  const [finding, another] = matching
  if (!finding) return failure('unknown-finding', { finding: request.finding, scan: report.id })
  if (another) {
    return failure('ambiguous-finding', { finding: request.finding, candidates: matching.map(({ id }) => id) })
  }
  const policy = request.bundle.policies.find(
    (candidate) => candidate.id === finding.policy || lastingPolicyId(candidate) === finding.policy,
  )
  if (!policy) return failure('finding-without-policy', { finding: finding.id, policy: finding.policy })
  const found = await findResource(ports.store, report, finding)
  if (!found) return failure('finding-without-resource', { finding: finding.id, snapshot: report.snapshot })
  const value = await explainFinding({ ...found, finding, policy, report, bundle: request.bundle }, ports)
  return { value, diagnostics: [] }
}

function failure(
  ...[code, parameters]: Parameters<typeof runnerDiagnostics.report>
): Outcome<FindingExplanation | undefined> {
  return { value: undefined, diagnostics: [runnerDiagnostics.report(code, parameters)] }
}

interface FoundResource {
  readonly manifest: SnapshotManifest
  readonly partition: SnapshotPartition
  readonly resource: Resource
}

async function findResource(
  store: ObjectStore,
  { snapshot }: ScanReport,
  { resource: wanted }: Finding,
): Promise<FoundResource | undefined> {
  const manifest = await readManifest(store, snapshot)
  if (!manifest) return undefined
  const partitions = new Map(manifest.partitions.map((partition) => [partitionName(partition), partition]))
  const partition = partitionOf(partitions, wanted)
  if (!partition) return undefined
  for await (const resource of readResources(store, partition)) {
    if (resource.id === wanted.id && resource.region === wanted.region) return { manifest, partition, resource }
  }
  return undefined
}

interface ExplanationParts extends FoundResource {
  readonly finding: Finding
  readonly policy: CompiledPolicy
  readonly report: ScanReport
  readonly bundle: Bundle
}

async function explainFinding(parts: ExplanationParts, { store, catalog }: WhyPorts): Promise<FindingExplanation> {
  const { manifest, partition, resource, policy, finding, report, bundle } = parts
  const types = [...catalog.types.values()]
  const [links, aspects] = [linkCatalogOf(types), aspectCatalogOf(types)]
  const targets = new Set(policy.requires.links.flatMap((name) => links[policy.resource]?.[name]?.type ?? []))
  const index = await loadLinks(store, { manifest, links, aspects }, { account: resource.account, targets })
  const judge = new ResourceJudge({
    configuration: bundle.configuration,
    account: resource.account,
    now: new Date(report.startedAt),
    linked: (from, link) => index.follow(from, link),
    missing: missingProperties(policy.requires.aspects, partition, aspects),
  })
  const [program] = compilePolicies([policy])
  if (!program) throw new Error('a policy compiles to a program')
  const scope = judge.scopeFor(program, judge.subject(resource))
  return {
    finding,
    policy,
    resource,
    violates: explain(policy.violates, scope),
    ...(policy.applies ? { applies: explain(policy.applies, scope) } : {}),
  }
}
