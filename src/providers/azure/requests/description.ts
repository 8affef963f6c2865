import type { SchemaDocument, TypeSchema } from '../../../core/schema.js'

/** A call of Resource Manager, as the vendor's management package describes it. */
export interface ArmRequestDescription {
  readonly method: string
  /** A path with placeholders, `/subscriptions/{subscriptionId}/…`; `{scope}` stands for several parts. */
  readonly path: string
  readonly apiVersion: string
  /** Absent where the call takes no body. */
  readonly body?: TypeSchema
}

/** What one management package says of the calls that operations make: `schema.json` is a list of them, generated. */
export interface ArmPackageDescription extends Pick<SchemaDocument, 'definitions'> {
  readonly source: string
  readonly calls: readonly ArmRequestDescription[]
}
