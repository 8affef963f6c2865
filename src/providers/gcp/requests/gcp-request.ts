import { digest } from '../../../core/canonical-json.js'
import type { CloudRequest } from '../../../core/operation.js'
import type { Resource } from '../../../core/resource.js'
import { textAt } from '../../operating/document.js'
import type { Document } from '../../reading/rest-answer.js'
import { relativeName } from '../relative-name.js'

/** A method of a Google API as data: parameters of path and query, and the body. */
export function gcpRequest(method: `${string}.${string}.${string}`, input: Document): CloudRequest {
  const [service = '', resource, name] = method.split('.')
  return { service, action: `${resource}.${name}`, input }
}

/** What Compute Engine's paths name: `{ project, zone }`, `{ project, region }` or `{ project }`, and the own name. */
export interface Place {
  readonly scope: Readonly<Record<string, string>>
  readonly name: string
}

/** The place that a resource's URL names: `projects/p/zones/z/disks/d`. */
export function placeOf(target: Resource): Place {
  const path = relativeName(textAt(target.properties, 'selfLink') ?? target.id)
  const project = path.match(/^projects\/([^/]+)/)?.[1] ?? target.account
  const [, kind, place] = path.match(/\/(zone|region)s\/([^/]+)\//) ?? []
  return {
    scope: { project, ...(kind !== undefined && place !== undefined && { [kind]: place }) },
    name: path.split('/').at(-1) ?? target.name,
  }
}

/** The request id that makes Compute Engine do a step once however often it is sent: a UUID made of the step's token. */
export function requestIdOf(token: string): string {
  const hash = digest(token)
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
