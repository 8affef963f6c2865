import type { commonOptions } from './arguments/common-options.js'
import type { CommandDefinition, OptionTable, OptionValues } from './arguments/definition.js'
import type { CommandContext } from './environment/context.js'
import type { Exit } from './exit-codes.js'

/** What the user gave a command. */
export interface CommandInput<Definition> {
  readonly options: Definition extends CommandDefinition<infer Options>
    ? OptionValues<Options & typeof commonOptions>
    : never
  readonly arguments: readonly string[]
  /** Everything after the command's name, as it was written. */
  readonly words: readonly string[]
}

/** What a command's `run.ts` exports as `run`. */
export type CommandRun<Definition> = (input: CommandInput<Definition>, context: CommandContext) => Promise<Exit>

/** A command whose code is loaded when it is called. */
export interface Command<Options extends OptionTable = OptionTable> {
  readonly definition: CommandDefinition<Options>
  readonly load: () => Promise<{ readonly run: CommandRun<CommandDefinition<Options>> }>
}

/** Joins a definition with its code, and forgets the types of the options, which the pair agree on. */
export function command<Options extends OptionTable>(
  definition: CommandDefinition<Options>,
  load: Command<Options>['load'],
): Command {
  return { definition, load } as unknown as Command
}
