import type { ParameterValue } from '../../core/policy.js'
import type { Resource, Unread } from '../../core/resource.js'

/** What an expression is evaluated over. */
export interface EvaluationScope {
  readonly resource: Resource
  readonly environment: string | null
  readonly params: Readonly<Record<string, ParameterValue>>
  readonly now: Date
  /** The linked resources, or why they are not known. */
  readonly linked: (link: string) => readonly Resource[] | Unread
  readonly cost?: number | null
  readonly event?: unknown
  /** The variables of a standard CEL expression. */
  readonly variables?: Readonly<Record<string, unknown>>
}

/**
 * `document`: JSON documents with our tolerance of null and JavaScript's numbers. `standard`: CEL to the letter, with
 * `int` as bigint and `uint` as `Unsigned`.
 */
export type Semantics = 'document' | 'standard'
