import type { Clock } from '../../core/clock.js'
import type { Terminal } from './terminal.js'

/** What every command is given besides its options. */
export interface CommandContext {
  readonly terminal: Terminal
  /** The folder that the user stands in; paths on the command line start here. */
  readonly workingFolder: string
  /** The root of the repository. */
  readonly root: string
  readonly clock: Clock
  readonly version: string
}
