import type { Resource } from '../../core/resource.js'

/** A made-up resource of a type, of which nothing but the given parts is known. */
export function sampleResource(type: string, parts: Partial<Resource> = {}): Resource {
  return {
    type,
    id: 'sample',
    name: 'sample',
    account: 'account',
    region: 'region',
    tags: {},
    properties: {},
    ...parts,
  }
}
