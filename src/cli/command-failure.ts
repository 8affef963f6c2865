import type { Diagnostic } from '../core/diagnostics.js'
import type { Exit } from './exit-codes.js'

/** Ends a command with one paragraph for the user. `main.ts` prints it, without a stack. */
export class CommandFailure extends Error {
  readonly exit: Exit

  constructor(exit: Exit, message: string) {
    super(message)
    this.exit = exit
  }

  /** A diagnostic that leaves a command nothing to do. */
  static of(exit: Exit, { message, help }: Diagnostic): CommandFailure {
    const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1)}`
    return new CommandFailure(exit, help ? `${sentence}: ${help}.` : `${sentence}.`)
  }
}

/** The command line is wrong. */
export function usageFailure(message: string): CommandFailure {
  return new CommandFailure('usage', message)
}
