import type { FileSource } from '../schema/schemas.js'
import type { LocatedValue } from '../source/located-value.js'
import type { FileKind } from './project-layout.js'

/** Whether a file belongs to the repository or to what ships with Escher. */
export type Origin = 'project' | 'library'

/** A file that was read. `source` is undefined when its shape is wrong, in which case what is right is still checked. */
export interface Definition<Kind extends FileKind = FileKind> {
  readonly kind: Kind
  readonly id: string
  readonly origin: Origin
  readonly root: LocatedValue
  readonly source: FileSource<Kind> | undefined
}
