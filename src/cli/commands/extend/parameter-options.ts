import type { CompiledPlaybook } from '../../../core/playbook.js'
import { parameterText } from '../../../report/index.js'
import { commonOptions } from '../../arguments/common-options.js'
import type { OptionTable } from '../../arguments/definition.js'
import { parseCommandLine } from '../../arguments/parse.js'
import { extendCommand } from './definition.js'

/** The command with the parameters of a playbook as options, each with its bound and default in its help. */
export function extendedCommand({ id, params, version, title }: CompiledPlaybook) {
  const own: OptionTable = Object.fromEntries(
    Object.entries(params)
      .filter(([name]) => !isTaken(name))
      .map(([name, parameter]) => [
        name,
        { type: 'string', value: parameter.type.toUpperCase(), description: parameterText(parameter) },
      ]),
  )
  return {
    ...extendCommand,
    name: `extend ${id}`,
    summary: title,
    description: `${title} (version ${version}). Parameters that are fixed are shown for your information.`,
    arguments: [],
    options: { ...own, ...extendCommand.options },
    dynamic: undefined,
  }
}

/** Options that are no parameters; a parameter of such a name is given with `--with`. */
function isTaken(name: string): boolean {
  return Object.hasOwn(extendCommand.options, name) || Object.hasOwn(commonOptions, name)
}

/** What was given: `name=value` for each parameter, as `--with` has it. */
export function givenWords(playbook: CompiledPlaybook, words: readonly string[]): readonly string[] {
  const { dynamic: _, ...command } = extendedCommand(playbook)
  const { options } = parseCommandLine(words, { ...command, arguments: extendCommand.arguments })
  const values = options as Readonly<Record<string, unknown>>
  const own = Object.keys(playbook.params).filter((name) => !isTaken(name) && name in values)
  return [...own.map((name) => `${name}=${String(values[name])}`), ...options.with]
}
