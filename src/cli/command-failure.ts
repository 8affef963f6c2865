import type { Diagnostic } from '../core/diagnostics.js'
import type { Exit } from './exit-codes.js'

/** Ends a command with one paragraph for the user. `main.ts` prints it, without a stack. */
export class CommandFailure extends Error {
  readonly exit: Exit
  /** What is wrong, for those who read JSON. */
  readonly diagnostic?: Diagnostic

  constructor(exit: Exit, message: string, diagnostic?: Diagnostic) {
    super(message)
    this.exit = exit
    if (diagnostic) this.diagnostic = diagnostic
  }

  /** A diagnostic that leaves a command nothing to do. */
  static of(exit: Exit, diagnostic: Diagnostic): CommandFailure {
    const { message, help } = diagnostic
    const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1)}`
    return new CommandFailure(exit, help ? `${sentence}: ${help}.` : `${sentence}.`, diagnostic)
  }
}

/** The command line is wrong. */
export function usageFailure(message: string): CommandFailure {
  return new CommandFailure('usage', message)
}

/** Why nothing was done, for those who asked for JSON. */
export function refusalJson(refused: readonly Diagnostic[]): string {
  return `${JSON.stringify({ refused }, null, 2)}\n`
}
