import type { SourceRange } from '../../../core/diagnostics.js'
import type { ExpressionKind } from '../../../core/expression.js'
import type { Unread } from '../../../core/resource.js'

/** Why a value is not known, and which path of the condition it concerns. */
export type Unknown = Unread & { readonly path?: string }

/** How a part of a condition came out on a resource, and what its own parts had to do with it. */
export interface Explanation {
  readonly range: SourceRange
  readonly kind: ExpressionKind
  /** The path that the part is, such as `resource.State.Name`, when it is one. */
  readonly path?: string
  readonly outcome: 'true' | 'false' | 'unknown' | 'value'
  /** The value as JSON; absent when unknown. */
  readonly value?: unknown
  readonly unknown?: Unknown
  /** True when the outcome of the whole rests on this part. */
  readonly decisive: boolean
  /** For macros over lists: those elements that decided. */
  readonly children: readonly Explanation[]
}
