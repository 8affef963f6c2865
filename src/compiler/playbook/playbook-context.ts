import type { Diagnostic } from '../../core/diagnostics.js'
import type { Operation } from '../../core/operation.js'
import type { Catalog } from '../../core/resource-type.js'
import type { Definition } from '../load/definition.js'
import type { ResourceShape } from '../policy/resource-shapes.js'
import type { PolicyIds } from '../resolve/policy-ids.js'
import type { LocatedValue } from '../source/located-value.js'

/** What playbooks are compiled against. */
export interface PlaybookContext {
  readonly catalog: Catalog
  readonly operations: ReadonlyMap<string, Operation>
  readonly shapes: ReadonlyMap<string, ResourceShape>
  readonly policies: PolicyIds
  readonly playbooks: ReadonlyMap<string, Definition<'playbook'>>
  /** The id of an account of the configuration that is named by its name or id; otherwise what was written. */
  readonly accountId: (written: string) => string
  /** Reports a role that nobody has defined. */
  readonly checkRole: (place: LocatedValue) => readonly Diagnostic[]
}
