import type { Resource } from '../../core/resource.js'
import { isSame } from '../operating/document.js'
import type { EstateAccount, EstateResource } from './estate-file.js'
import type { OverlaidResource, Overlay } from './overlay.js'
import { tagsOfDocument } from './tags-of-document.js'

/** A resource of an account, and the instant that its dates are written for: none when they are as they are. */
export interface StandingResource {
  readonly entry: EstateResource
  readonly asOf: string | undefined
}

/** The resources of a type as they are now: those of the estate with what operations changed, then the created ones. */
export async function standingResources(
  { resources, asOf }: EstateAccount,
  overlay: Overlay,
  type: string,
): Promise<readonly StandingResource[]> {
  const changes = new Map((await overlay.list(type)).map((changed) => [keyOf(changed), changed]))
  const known = (resources[type] ?? []).flatMap((entry) => {
    const changed = changes.get(keyOf(entry))
    changes.delete(keyOf(entry))
    return changed ? standing(changed) : [{ entry, asOf }]
  })
  return [...known, ...[...changes.values()].flatMap(standing)]
}

function standing({ entry }: OverlaidResource): readonly StandingResource[] {
  return entry ? [{ entry, asOf: undefined }] : []
}

/** What is kept of a resource after an operation. Metrics, failing parts and a name that no tag gave stay as they were. */
export function overlaidResource(after: Resource, before?: EstateResource): OverlaidResource {
  const { id, region, tags, properties } = after
  const tagsBefore = tagsOf(before)
  const retagged = isSame(tags, tagsBefore) ? {} : { tags }
  const name = before && tags['Name'] === tagsBefore['Name'] ? before.name : after.name
  return { id, region, entry: { ...before, ...retagged, ...(name !== undefined && { name }), id, region, properties } }
}

function tagsOf(entry: EstateResource | undefined): Resource['tags'] {
  return entry?.tags ?? tagsOfDocument(entry?.properties ?? {})
}

function keyOf({ id, region = 'global' }: { readonly id: string; readonly region?: string }): string {
  return JSON.stringify([region, id])
}
