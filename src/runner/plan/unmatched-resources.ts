import type { Diagnostic } from '../../core/diagnostics.js'
import { hasErrors } from '../../core/diagnostics.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { Resource } from '../../core/resource.js'
import type { SnapshotManifest } from '../../core/snapshot.js'
import { selectsResource } from '../../engine/index.js'
import type { Planning } from '../../engine/plan/index.js'
import { readResources } from '../../store/index.js'
import { planningDiagnostics } from './diagnostics.js'

/** Where resources that were asked for may be. */
export interface ResourceSearch {
  /** Names, ids, types and addresses, as globs. */
  readonly globs: readonly string[]
  /** Types of targets. */
  readonly types: ReadonlySet<string>
  readonly manifest: SnapshotManifest
}

/** Adds that resources which were asked for are not there. Where none is, nothing was selected, which is an error. */
export async function withUnmatchedResources(
  planning: Planning,
  search: ResourceSearch,
  store: ObjectStore,
): Promise<Planning> {
  const unmatched = await unmatchedGlobs(search, store)
  if (unmatched.length === 0) return planning
  const parameters = { resources: unmatched, types: [...search.types].sort() }
  const isNothing = unmatched.length === search.globs.length && !planning.plan && !hasErrors(planning.diagnostics)
  const told: readonly Diagnostic[] = isNothing ? [] : planning.diagnostics
  const problem = planningDiagnostics.report(isNothing ? 'no-resource-selected' : 'resources-unmatched', parameters)
  return { ...planning, diagnostics: [...told, problem] }
}

async function unmatchedGlobs(
  { globs, types, manifest }: ResourceSearch,
  store: ObjectStore,
): Promise<readonly string[]> {
  let left = globs
  for (const partition of manifest.partitions.filter(({ type }) => types.has(type))) {
    if (left.length === 0) break
    for await (const resource of readResources(store, partition)) left = left.filter((glob) => !names(glob, resource))
  }
  return left
}

function names(glob: string, resource: Resource): boolean {
  return selectsResource({ resources: [glob] }, resource)
}
