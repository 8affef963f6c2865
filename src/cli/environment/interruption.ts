import { setMaxListeners } from 'node:events'
import { exitCode } from '../exit-codes.js'

let heeded: AbortSignal | undefined

/**
 * Turns Ctrl-C into a signal that commands can heed: the first asks them to finish with what they have, the second
 * ends the process at once. All parts of a command are given the same signal.
 */
export function interruptible(say: (text: string) => void): AbortSignal {
  heeded ??= listen(say)
  return heeded
}

function listen(say: (text: string) => void): AbortSignal {
  const controller = new AbortController()
  // As many listen as partitions are read at once; each forgets the signal again.
  setMaxListeners(0, controller.signal)
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(exitCode('interrupted'))
    say('\nInterrupted: finishing what is under way. Ctrl-C again ends at once.\n')
    controller.abort()
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  return controller.signal
}
