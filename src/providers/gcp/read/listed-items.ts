import { asDocument, type Document } from '../../reading/rest-answer.js'

/** The items of a listing's answer. `path` has dots that descend and `*` that spreads the values of a map. */
export function listedItems(body: Document, path: string): readonly unknown[] {
  const found = path.split('.').reduce<readonly unknown[]>((values, step) => values.flatMap(stepInto(step)), [body])
  return found.flatMap((items) => (Array.isArray(items) ? items : []))
}

function stepInto(step: string): (value: unknown) => readonly unknown[] {
  return (value) => {
    const members = asDocument(value) ?? {}
    return step === '*' ? Object.values(members) : [members[step]]
  }
}

/** The places that a listing says it could not reach: warnings of an aggregated list, or `unreachable` names. */
export function unreachablePlaces(body: Document): readonly string[] {
  const scopes = Object.entries(asDocument(body['items']) ?? {})
  const warned = scopes.filter(([, scope]) => isUnreachable(asDocument(asDocument(scope)?.['warning'])?.['code']))
  const named = [body['unreachable'], body['unreachables']].flatMap((places) => (Array.isArray(places) ? places : []))
  return [...warned.map(([place]) => place), ...named.map(String)]
}

/** An empty scope carries a warning too, NO_RESULTS_ON_PAGE. */
function isUnreachable(code: unknown): boolean {
  return code === 'UNREACHABLE' || code === 'PARTIAL_SUCCESS'
}
