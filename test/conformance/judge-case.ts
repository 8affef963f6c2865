import type { Expression } from '../../src/core/expression.js'
import type { Resource } from '../../src/core/resource.js'
import { compilePredicate, type EvaluationScope, evaluate } from '../../src/engine/expression/index.js'

/** How a condition divides resources. */
export interface Division {
  readonly matching: readonly Resource[]
  readonly unknown: readonly Resource[]
  /** Why the first unknown one is. */
  readonly reason?: string
}

/** Divides resources by a condition into those that meet it, those that do not, and those of which it is unknown. */
export function divide(resources: readonly Resource[], condition: Expression, now: Date): Division {
  const predicate = compilePredicate(condition)
  const scopes = resources.map((resource) => scopeOf(resource, now))
  const matching = resources.filter((_, index) => holds(scopes[index], predicate.certainlyTrue))
  const unknown = resources.filter(
    (_, index) => !holds(scopes[index], predicate.certainlyTrue) && !holds(scopes[index], predicate.certainlyFalse),
  )
  const [first] = unknown
  return { matching, unknown, ...(first ? { reason: reasonOf(condition, scopeOf(first, now)) } : {}) }
}

function holds(scope: EvaluationScope | undefined, predicate: (scope: EvaluationScope) => boolean): boolean {
  return scope !== undefined && predicate(scope)
}

function scopeOf(resource: Resource, now: Date): EvaluationScope {
  return { resource, environment: null, params: {}, now, linked: () => [] }
}

function reasonOf(condition: Expression, scope: EvaluationScope): string {
  const result = evaluate(condition, scope)
  return 'unknown' in result ? `${result.unknown.path ?? 'condition'}: ${result.unknown.message}` : 'unknown'
}
