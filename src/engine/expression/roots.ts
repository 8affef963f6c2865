import type { EvaluationScope } from './scope.js'
import { guardedDocument, timestampOf } from './values/index.js'

/** How each name of a condition's scope is read; undefined when it could not be read. */
const roots: Readonly<Record<string, (scope: EvaluationScope) => unknown>> = {
  resource: (scope) => guardedDocument(scope.resource),
  tags: ({ resource }) => (resource.unread?.tags ? undefined : resource.tags),
  id: ({ resource }) => resource.id,
  name: ({ resource }) => resource.name,
  account: ({ resource }) => resource.account,
  region: ({ resource }) => resource.region,
  environment: (scope) => scope.environment,
  cost: (scope) => scope.cost ?? null,
  params: (scope) => scope.params,
  now: (scope) => timestampOf(scope.now),
  event: (scope) => scope.event ?? null,
}

/** True of the names that every condition knows, rather than variables that its scope brings. */
export function isOfResource(name: string): boolean {
  return Object.hasOwn(roots, name)
}

/** The reader of a name: of the condition's scope, or of a standard CEL expression's variables. */
export function rootReader(name: string, standard: boolean): (scope: EvaluationScope) => unknown {
  const known = !standard && isOfResource(name) ? roots[name] : undefined
  return known ?? (({ variables = {} }) => (Object.hasOwn(variables, name) ? variables[name] : undefined))
}
