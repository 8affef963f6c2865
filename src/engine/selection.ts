import type { Finding } from '../core/finding.js'
import { matchesIdPattern } from '../core/id-pattern.js'
import { type CompiledPolicy, lastingPolicyId } from '../core/policy.js'
import { type Partition, type Resource, resourceAddress, type Unread } from '../core/resource.js'
import type { SnapshotManifest, SnapshotPartition } from '../core/snapshot.js'
import type { Sight } from './compare-findings.js'

/** What a scan is narrowed to, as globs; what is left out is not narrowed. */
export interface Selection {
  /** By account id or name. */
  readonly accounts?: readonly string[]
  readonly regions?: readonly string[]
  /** By policy id. */
  readonly policies?: readonly string[]
  /** By resource type, id, name or address. */
  readonly resources?: readonly string[]
}

/** True when a selection leaves anything out. */
export function isNarrowed({ accounts, regions, policies, resources }: Selection): boolean {
  return [accounts, regions, policies, resources].some((globs) => globs !== undefined && globs.length > 0)
}

/** True when a selection leaves anything unread: a resource that is not selected is read with its type. */
export function isReadInPart({ resources: _, ...selection }: Selection): boolean {
  return isNarrowed(selection)
}

/** The policies of a selection, by their present or former ids. */
export function selectPolicies(policies: readonly CompiledPolicy[], selection: Selection): readonly CompiledPolicy[] {
  return policies.filter(({ id, formerly }) => matchesAnyGlob(selection.policies, id, ...formerly))
}

/** True for accounts of a selection. */
export function selectsAccount(
  selection: Selection,
  account: { readonly id: string; readonly name?: string },
): boolean {
  return matchesAnyGlob(selection.accounts, account.id, account.name ?? account.id)
}

/** True for regions of a selection; `global` is in every selection. */
export function selectsRegion({ regions }: Selection, region: string): boolean {
  return region === 'global' || matchesAnyGlob(regions, region)
}

/** True for resources of a selection, whose account is known to be in it. */
export function selectsResource(selection: Selection, resource: Finding['resource'] | Resource): boolean {
  return (
    selectsRegion(selection, resource.region) &&
    matchesAnyGlob(selection.resources, resource.type, resource.id, resource.name, resourceAddress(resource))
  )
}

const interrupted: Unread = { reason: 'interrupted', message: 'the scan was interrupted before it came to this' }

/** What a scan of a snapshot says about findings that an earlier scan had. */
export function sightOf(
  manifest: SnapshotManifest,
  policies: readonly CompiledPolicy[],
  selects: (finding: Finding) => boolean,
): (finding: Finding) => Sight {
  const partitions = new Map(manifest.partitions.map((partition) => [partitionName(partition), partition]))
  const unreadAccounts = new Map(manifest.unreadAccounts.map(({ account, unread }) => [account, unread]))
  const judged = new Set(policies.flatMap((policy) => [policy.id, ...policy.formerly, lastingPolicyId(policy)]))
  return (finding) => {
    if (!judged.has(finding.policy) || !selects(finding)) return { kind: 'out-of-scope' }
    const partition = partitionOf(partitions, finding.resource)
    const unread = partition ? partition.unread : unreadAccounts.get(finding.resource.account)
    if (unread) return { kind: 'unread', unread }
    if (partition) return { kind: 'seen' }
    return manifest.interrupted ? { kind: 'unread', unread: interrupted } : { kind: 'out-of-scope' }
  }
}

/** The partition that holds a resource: its own region's, or that of a type which is listed once an account. */
export function partitionOf(
  partitions: ReadonlyMap<string, SnapshotPartition>,
  { account, region, type }: Partition,
): SnapshotPartition | undefined {
  return (
    partitions.get(partitionName({ account, region, type })) ??
    partitions.get(partitionName({ account, region: 'global', type }))
  )
}

/** A text that names a partition, to index partitions by. */
export function partitionName({ account, region, type }: Partition): string {
  return `${account}\n${region}\n${type}`
}

function matchesAnyGlob(globs: readonly string[] | undefined, ...texts: readonly string[]): boolean {
  if (!globs || globs.length === 0) return true
  return globs.some((glob) => texts.some((text) => matchesIdPattern(text, glob)))
}
