/** One option of a command: the source of parsing, help and documentation. */
export interface OptionDefinition {
  readonly type: 'boolean' | 'string'
  readonly description: string
  /** What a value stands for in help: `DIR`, `GLOB`. */
  readonly value?: string
  readonly short?: string
  /** The only values it takes. */
  readonly choices?: readonly string[]
  /** May be given several times. */
  readonly many?: boolean
  /** `--no-x` is understood too. */
  readonly negatable?: boolean
}

export type OptionTable = Readonly<Record<string, OptionDefinition>>

/** One argument of a command. */
export interface ArgumentDefinition {
  readonly name: string
  readonly description: string
  readonly choices?: readonly string[]
  readonly optional?: boolean
  /** Takes all that follow; only the last argument may. */
  readonly many?: boolean
}

/** Everything about a command but what it does. */
export interface CommandDefinition<Options extends OptionTable = OptionTable> {
  readonly name: string
  /** One line: lowercase verb first, no final stop. */
  readonly summary: string
  /** One paragraph for the command's own help and page. */
  readonly description: string
  readonly arguments: readonly ArgumentDefinition[]
  readonly options: Options
  /**
   * True where further options depend on files of the repository. What the table does not know is let pass; the command
   * reads `words` again with the whole table, and shows its own help once it knows its first argument.
   */
  readonly dynamic?: true
  readonly examples: readonly { readonly line: string; readonly does: string }[]
}

type Value<Option extends OptionDefinition> = Option['type'] extends 'boolean'
  ? boolean
  : Option extends { readonly choices: readonly (infer Choice extends string)[] }
    ? Choice
    : string

/** The values of an option table: lists for options given many times, `undefined` for those left out. */
export type OptionValues<Options extends OptionTable> = {
  readonly [Name in keyof Options]: Options[Name] extends { readonly many: true }
    ? readonly Value<Options[Name]>[]
    : Value<Options[Name]> | undefined
}

/** Declares a command, so that its run function is typed by its options. */
export function defineCommand<const Options extends OptionTable>(
  definition: CommandDefinition<Options>,
): CommandDefinition<Options> {
  return definition
}
