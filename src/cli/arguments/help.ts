import { palette } from '../../report/terminal/colour.js'
import { displayWidth, padEnd, wrap } from '../../report/terminal/width.js'
import { exitCodes } from '../exit-codes.js'
import { commonOptions } from './common-options.js'
import type { ArgumentDefinition, CommandDefinition, OptionDefinition, OptionTable } from './definition.js'

/** How help is shown. */
export interface HelpStyle {
  readonly colour: boolean
  readonly width: number
}

const mostColumns = 110

/** The help of the program: its commands and what all of them take. */
export function programHelp(commands: readonly CommandDefinition[], help: HelpStyle): string {
  const style = palette(help.colour)
  const rows = commands.map(({ name, summary }): Row => [name, summary])
  return [
    `${style.bold('escher')} checks typed policies in Git and scans AWS, Azure and GCP with them.`,
    '',
    `${style.bold('Usage')}  escher <command> [arguments] [options]`,
    '',
    style.bold('Commands'),
    ...table(rows, help),
    '',
    style.bold('Options of every command'),
    ...table(optionRows(commonOptions), help),
    '',
    `Start with ${style.cyan('escher init')}. ${style.cyan('escher <command> --help')} shows examples.`,
    '',
  ].join('\n')
}

/** The help of one command, with its examples. */
export function commandHelp(command: CommandDefinition, help: HelpStyle): string {
  const style = palette(help.colour)
  const described = command.arguments.map((argument): Row => [argumentUsage(argument), argumentDescription(argument)])
  const examples = command.examples.map(({ line, does }): Row => [line, does])
  return [
    ...wrap(command.description, Math.min(help.width, mostColumns)),
    '',
    `${style.bold('Usage')}  ${usageLine(command)}`,
    ...section('Arguments', described),
    ...section('Options', optionRows(command.options)),
    ...section('Options of every command', optionRows(commonOptions)),
    ...section('Examples', examples),
    ...section(
      'Exit codes',
      Object.values(exitCodes).map(({ code, meaning }): Row => [String(code), meaning]),
    ),
    '',
  ].join('\n')

  function section(title: string, rows: readonly Row[]): string[] {
    return rows.length > 0 ? ['', style.bold(title), ...table(rows, help)] : []
  }
}

/** How a command is called: `escher new <kind> <id> [options]`. */
export function usageLine({ name, arguments: defined, options }: CommandDefinition): string {
  const rest = Object.keys(options).length > 0 ? ['[options]'] : []
  return ['escher', name, ...defined.map(argumentUsage), ...rest].join(' ')
}

/** An option as it is written: `--format FORMAT`, `-h, --help`. */
export function optionUsage(name: string, { short, value, negatable }: OptionDefinition): string {
  const long = negatable ? `--[no-]${name}` : `--${name}`
  return `${short ? `-${short}, ` : ''}${long}${value ? ` ${value}` : ''}`
}

/** What an option does, which values it takes and whether it may be repeated. */
export function optionDescription({ description, choices, many }: OptionDefinition): string {
  const takes = choices ? `: ${choices.join(', ')}` : ''
  return `${description}${takes}${many ? ' (may be repeated)' : ''}`
}

function argumentUsage({ name, optional, many }: ArgumentDefinition): string {
  const text = many ? `${name}…` : name
  return optional ? `[${text}]` : `<${text}>`
}

function argumentDescription({ description, choices }: ArgumentDefinition): string {
  return choices ? `${description}: ${choices.join(', ')}` : description
}

type Row = readonly [left: string, right: string]

function optionRows(options: OptionTable): Row[] {
  return Object.entries(options).map(([name, option]) => [optionUsage(name, option), optionDescription(option)])
}

function table(rows: readonly Row[], { width }: HelpStyle): string[] {
  const left = Math.max(...rows.map(([text]) => displayWidth(text)))
  const columns = Math.min(width, mostColumns)
  const room = columns - left - 4
  if (room < 30)
    return rows.flatMap(([text, does]) => [`  ${text}`, ...wrap(does, columns - 6).map((line) => `      ${line}`)])
  return rows.flatMap(([text, does]) => {
    const [first = '', ...rest] = wrap(does, room)
    return [`  ${padEnd(text, left)}  ${first}`, ...rest.map((line) => ' '.repeat(left + 4) + line)]
  })
}
