import type { SchemaDocument, TypeSchema } from '../../../core/schema.js'

/** A method of a Google API, as the vendor's package describes it. */
export interface GcpMethodDescription {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** The URL with placeholders for the parameters in its path. */
  readonly url: string
  readonly required: readonly string[]
  /** Parameters of path and query by name. */
  readonly parameters: Readonly<Record<string, TypeSchema>>
  /** Absent where the method takes no body. */
  readonly body?: TypeSchema
}

/** What one API's package says of the methods that operations call, by method id (`instances.stop`). */
export interface GcpApiDescription extends Pick<SchemaDocument, 'definitions'> {
  readonly source: string
  readonly methods: Readonly<Record<string, GcpMethodDescription>>
}

/** `schema.json`, generated: by name of the API (`compute`). */
export type GcpApiDescriptions = Readonly<Record<string, GcpApiDescription>>
