import type { Resource } from '../../../core/resource.js'
import { linksOf } from '../../reading/links-of.js'
import type { AwsResourceType, Document } from '../description.js'
import { tagsOf } from './tags.js'

/** The parts of a resource that follow from its document. */
export function derivedFrom(
  properties: Document,
  type: AwsResourceType,
  account: string,
): Pick<Resource, 'id' | 'name' | 'tags' | 'properties' | 'links'> {
  const { id, nameProperty, tags: tagsProperty } = type.description
  const copied = tagsProperty !== undefined && tagsProperty !== 'Tags' ? { Tags: properties[tagsProperty] } : {}
  const document: Document = { ...properties, ...copied }
  const tags = tagsOf(document['Tags'])
  const links = linksOf(document, type.links, account)
  const name = nameProperty === undefined ? tags['Name'] || document[id] : (document[nameProperty] ?? document[id])
  return {
    id: String(document[id]),
    name: String(name),
    tags,
    properties: document,
    ...(Object.keys(links).length > 0 && { links }),
  }
}
