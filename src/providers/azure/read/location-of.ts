import type { Document } from '../../reading/rest-answer.js'

/** The location by its short name: `West Europe` and `westeurope` are the same. */
export function locationOf(document: Document): string {
  const location = document['location']
  return typeof location === 'string' && location !== '' ? location.replaceAll(' ', '').toLowerCase() : 'global'
}
