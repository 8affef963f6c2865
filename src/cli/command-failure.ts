import type { Exit } from './exit-codes.js'

/** Ends a command with one paragraph for the user. `main.ts` prints it, without a stack. */
export class CommandFailure extends Error {
  readonly exit: Exit

  constructor(exit: Exit, message: string) {
    super(message)
    this.exit = exit
  }
}

/** The command line is wrong. */
export function usageFailure(message: string): CommandFailure {
  return new CommandFailure('usage', message)
}
