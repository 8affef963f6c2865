import type { ValueType } from '../../core/expression.js'
import type { ParameterValue } from '../../core/policy.js'
import type { ResourceType } from '../../core/resource-type.js'
import type { SchemaDocument, TypeSchema } from '../../core/schema.js'

/** The shape of a name. */
export interface NamedShape {
  readonly schema: TypeSchema
  /** What references in it are resolved in. */
  readonly document: SchemaDocument
}

/** What a condition can see, and so what it is checked against. */
export interface ConditionScope {
  /** Gives `links` and `metrics`; without it, both are empty. */
  readonly resourceType?: ResourceType
  /** The shape of `resource`; without it, `resource` may have any property. */
  readonly schema?: SchemaDocument
  /** The shapes of linked resources by link name; a link that is not here may have any property. */
  readonly linked: ReadonlyMap<string, SchemaDocument>
  /** Declared parameters with their defaults, which give their types. */
  readonly params: Readonly<Record<string, ParameterValue>>
  /** Further names and their shapes, such as `target` in playbooks. */
  readonly names?: Readonly<Record<string, NamedShape>>
  /** The shape of `event`, where there is one (alert rules). */
  readonly event?: TypeSchema
  /**
   * Evaluates as standard CEL does rather than over documents: these variables instead of ours, 64-bit whole numbers,
   * no tolerance of null. For conformance.
   */
  readonly standard?: { readonly variables: Readonly<Record<string, ValueType>>; readonly container: string }
}
