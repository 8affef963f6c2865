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

/** The place of a resource by its URL, or by its id where it has none. */
export function placeOf({ properties, id, account }: Resource): Place {
  return placeOfUrl(textAt(properties, 'selfLink') ?? id, account)
}

/** The place that a URL names, `projects/p/zones/z/disks/d` at its end; of the project given where it names none. */
export function placeOfUrl(url: string, otherwise = ''): Place {
  const path = relativeName(url)
  const project = path.match(/^projects\/([^/]+)/)?.[1] ?? otherwise
  const [, kind, place] = path.match(/\/(zone|region)s\/([^/]+)\//) ?? []
  return {
    scope: { project, ...(kind !== undefined && place !== undefined && { [kind]: place }) },
    name: path.split('/').at(-1) ?? '',
  }
}

/** The request id that makes Compute Engine do a step once however often it is sent: a UUID made of the step's token. */
export function requestIdOf(token: string): string {
  const hash = digest(token)
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
