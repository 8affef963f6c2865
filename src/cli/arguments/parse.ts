import { type ParseArgsConfig, parseArgs } from 'node:util'
import { closestName } from '../../compiler/suggestion.js'
import { usageFailure } from '../command-failure.js'
import { commonOptions } from './common-options.js'
import type {
  ArgumentDefinition,
  CommandDefinition,
  OptionDefinition,
  OptionTable,
  OptionValues,
} from './definition.js'

/** A command line taken apart. */
export interface ParsedArguments<Options extends OptionTable> {
  readonly options: OptionValues<Options & typeof commonOptions>
  readonly arguments: readonly string[]
}

type Values = Record<string, string | boolean | (string | boolean)[]>

/** Takes apart what follows a command's name; what the command does not know is a usage failure. */
export function parseCommandLine<Options extends OptionTable>(
  words: readonly string[],
  command: CommandDefinition<Options>,
): ParsedArguments<Options> {
  const table: OptionTable = { ...command.options, ...commonOptions }
  const { tokens } = parseArgs({
    args: [...words],
    options: parseOptions(table),
    tokens: true,
    strict: false,
    allowPositionals: true,
  })
  const values: Values = {}
  for (const token of tokens) {
    if (token.kind === 'option') setOption(values, token, { command, table })
  }
  const positionals = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []))
  if (values['help'] !== true && !command.dynamic) checkArguments(positionals, command)
  const many = Object.entries(table).flatMap(([name, option]) => (option.many && !(name in values) ? [[name, []]] : []))
  return {
    options: { ...Object.fromEntries(many), ...values } as OptionValues<Options & typeof commonOptions>,
    arguments: positionals,
  }
}

function parseOptions(table: OptionTable): NonNullable<ParseArgsConfig['options']> {
  return Object.fromEntries(
    Object.entries(table).map(([name, { type, short }]) => [name, short ? { type, short } : { type }]),
  )
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value: string | undefined
  readonly inlineValue: boolean | undefined
}

interface KnownOptions {
  readonly command: CommandDefinition
  readonly table: OptionTable
}

function setOption(values: Values, token: OptionToken, known: KnownOptions): void {
  const negated = token.name.startsWith('no-') ? token.name.slice(3) : undefined
  if (negated !== undefined && known.table[negated]?.negatable && token.value === undefined) {
    values[negated] = false
    return
  }
  const option = Object.hasOwn(known.table, token.name) ? known.table[token.name] : undefined
  if (!option && known.command.dynamic) return
  if (!option) throw unknownOption(token, known)
  const value = optionValue(token, option)
  const before = values[token.name]
  values[token.name] = option.many ? [...(Array.isArray(before) ? before : []), value] : value
}

function optionValue({ rawName, value, inlineValue }: OptionToken, option: OptionDefinition): string | boolean {
  if (option.type === 'boolean') {
    if (value !== undefined) throw usageFailure(`\`${rawName}\` takes no value, but was given \`${value}\`.`)
    return true
  }
  if (!value || (!inlineValue && looksLikeOption(value)))
    throw usageFailure(`\`${rawName}\` needs a value: ${rawName} ${option.value ?? 'VALUE'}.`)
  if (option.choices && !option.choices.includes(value)) throw unknownChoice(`\`${rawName}\``, value, option.choices)
  return value
}

/** Whether a word begins like an option; `-` stands for a file, and a negative number for itself. */
function looksLikeOption(word: string): boolean {
  return word.startsWith('-') && word !== '-' && !/^-\d+(\.\d+)?$/.test(word)
}

function unknownOption({ rawName, name }: OptionToken, { command, table }: KnownOptions): Error {
  const names = Object.entries(table).flatMap(([each, { negatable }]) => (negatable ? [each, `no-${each}`] : [each]))
  const closest = closestName(name, names)
  const hint = closest ? `Did you mean \`--${closest}\`?` : `\`escher ${command.name} --help\` lists what it takes.`
  return usageFailure(`\`escher ${command.name}\` has no option \`${rawName}\`. ${hint}`)
}

function checkArguments(given: readonly string[], command: CommandDefinition): void {
  const defined = command.arguments
  const required = defined.filter(({ optional }) => !optional)
  const missing = required[given.length]
  if (missing) throw usageFailure(`\`escher ${command.name}\` needs ${argumentNames(required)}. ${seeHelp(command)}`)
  const takesMany = defined.at(-1)?.many === true
  const surplus = takesMany ? undefined : given[defined.length]
  if (surplus !== undefined)
    throw usageFailure(`\`escher ${command.name}\` does not know what to do with \`${surplus}\`. ${seeHelp(command)}`)
  for (const [index, value] of given.entries()) checkChoice(value, defined[Math.min(index, defined.length - 1)])
}

function checkChoice(value: string, definition: ArgumentDefinition | undefined): void {
  if (definition?.choices && !definition.choices.includes(value))
    throw unknownChoice(definition.name, value, definition.choices)
}

function unknownChoice(what: string, value: string, choices: readonly string[]): Error {
  const closest = closestName(value, choices)
  const hint = closest ? `Did you mean \`${closest}\`? ` : ''
  return usageFailure(`\`${value}\` is not a value of ${what}. ${hint}It takes ${choices.join(', ')}.`)
}

function argumentNames(definitions: readonly ArgumentDefinition[]): string {
  return definitions.map(({ name }) => `<${name}>`).join(' ')
}

function seeHelp({ name }: CommandDefinition): string {
  return `See \`escher ${name} --help\`.`
}
