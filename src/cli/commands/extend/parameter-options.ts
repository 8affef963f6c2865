import type { CompiledPlaybook } from '../../../core/playbook.js'
import { parameterText } from '../../../report/index.js'
import { commonOptions } from '../../arguments/common-options.js'
import type { OptionTable } from '../../arguments/definition.js'
import { parseCommandLine } from '../../arguments/parse.js'
import { extendCommand } from './definition.js'

/** The command with the parameters of a playbook as options, each with its bound and default, for help. */
export function extendedCommand(playbook: CompiledPlaybook) {
  const { id, params, version, title } = playbook
  const clashing: OptionTable = Object.fromEntries(
    Object.entries(params)
      .filter(([name]) => isTaken(name))
      .map(([name, parameter]) => [
        `with ${name}=${parameter.type.toUpperCase()}`,
        { type: 'string', description: parameterText(parameter) },
      ]),
  )
  return {
    ...extendCommand,
    name: `extend ${id}`,
    summary: title,
    description: `${title} (version ${version}). Parameters that are fixed are shown for your information.`,
    arguments: [],
    options: { ...ownOptions(playbook), ...clashing, ...extendCommand.options },
    dynamic: undefined,
  }
}

/** The parameters that are options under their own name. */
function ownOptions({ params }: CompiledPlaybook): OptionTable {
  return Object.fromEntries(
    Object.entries(params)
      .filter(([name]) => !isTaken(name))
      .map(([name, parameter]) => [
        name,
        { type: 'string', value: parameter.type.toUpperCase(), description: parameterText(parameter) },
      ]),
  )
}

/** Options that are no parameters; a parameter of such a name is given with `--with`. */
function isTaken(name: string): boolean {
  const positive = name.replace(/^no-/, '')
  return [name, positive].some((one) => Object.hasOwn(extendCommand.options, one) || Object.hasOwn(commonOptions, one))
}

/** What was given: `name=value` for each parameter, as `--with` has it; one that was given twice is there twice. */
export function givenWords(playbook: CompiledPlaybook, words: readonly string[]): readonly string[] {
  const own = ownOptions(playbook)
  const repeatable = Object.fromEntries(Object.entries(own).map(([name, option]) => [name, { ...option, many: true }]))
  const { dynamic: _, ...command } = { ...extendCommand, options: { ...repeatable, ...extendCommand.options } }
  const { options } = parseCommandLine(words, command)
  const values = options as Readonly<Record<string, unknown>>
  return [
    ...Object.keys(own).flatMap((name) => [values[name]].flat().map((value) => `${name}=${String(value)}`)),
    ...options.with,
  ]
}
