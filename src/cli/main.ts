#!/usr/bin/env node
import { closestName } from '../compiler/suggestion.js'
import { StoreFailure } from '../store/store-failure.js'
import { commandHelp, programHelp } from './arguments/help.js'
import { parseCommandLine } from './arguments/parse.js'
import { CommandFailure, refusalJson, usageFailure } from './command-failure.js'
import { commands } from './commands.js'
import { silenceSdkWarnings } from './environment/sdk-warnings.js'
import { processTerminal, type Terminal } from './environment/terminal.js'
import { type Exit, exitCode } from './exit-codes.js'
import { packageVersion } from './project/package-root.js'
import { repositoryRoot } from './project/repository-root.js'

const colourWords = ['--color', '--no-color']

/** Runs the command that the words name. Everything that fails below ends here. */
async function main(words: readonly string[]): Promise<void> {
  const terminal = processTerminal(process.env, colourAsked(words))
  try {
    const exit = await dispatch(words, terminal)
    process.exitCode = exitCode(exit)
    if (exit === 'interrupted') process.stdout.write('', () => process.exit())
  } catch (error) {
    process.exitCode = exitCode(reportFailure(error, terminal, words))
  }
}

async function dispatch(words: readonly string[], terminal: Terminal): Promise<Exit> {
  const [name, ...rest] = commandWords(words)
  const help = { colour: terminal.colour, width: terminal.width }
  if (name === undefined || ['help', '--help', '-h'].includes(name))
    return showHelp(rest.find((word) => !word.startsWith('-')))
  const parsed = parseCommandLine(rest, commandNamed(name).definition)
  const { dynamic } = commandNamed(name).definition
  if (parsed.options.help && !(dynamic && parsed.arguments.length > 0)) return showHelp(name)
  const { run } = await commandNamed(name).load()
  const workingFolder = process.cwd()
  const input = { ...parsed, words: rest }
  return await run(input, {
    terminal,
    workingFolder,
    root: repositoryRoot(workingFolder, parsed.options.directory),
    clock: { now: () => new Date() },
    version: packageVersion(),
  })

  function showHelp(topic: string | undefined): Exit {
    const definitions = commands.map(({ definition }) => definition)
    terminal.out(
      topic === undefined ? programHelp(definitions, help) : commandHelp(commandNamed(topic).definition, help),
    )
    return 'clean'
  }
}

/** The words from the command's name on; colour may be asked for before it. */
function commandWords(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !colourWords.includes(word))
  const rest = start === -1 ? [] : words.slice(start)
  return rest[0] === '--version' ? ['version'] : rest
}

function commandNamed(name: string): (typeof commands)[number] {
  const found = commands.find(({ definition }) => definition.name === name)
  if (found) return found
  const closest = closestName(
    name,
    commands.map(({ definition }) => definition.name),
  )
  const hint = closest ? `Did you mean \`escher ${closest}\`?` : '`escher --help` lists all.'
  throw usageFailure(`There is no command \`${name}\`. ${hint}`)
}

function colourAsked(words: readonly string[]): boolean | undefined {
  const asked = words.findLast((word) => colourWords.includes(word))
  return asked === undefined ? undefined : asked === '--color'
}

/** Says in one paragraph what failed; the stack is for those who ask for it with ESCHER_DEBUG. */
function reportFailure(thrown: unknown, terminal: Terminal, words: readonly string[]): Exit {
  const error = thrown instanceof StoreFailure ? CommandFailure.of('failed', thrown.diagnostic) : thrown
  const known = error instanceof CommandFailure
  const expected = known || (error instanceof Error && 'syscall' in error)
  const message = error instanceof Error ? error.message : String(error)
  if (known && error.diagnostic && words.includes('--json')) terminal.out(refusalJson([error.diagnostic]))
  terminal.error(`escher: ${message}\n`)
  if (process.env['ESCHER_DEBUG'] && error instanceof Error) terminal.error(`${error.stack}\n`)
  else if (!expected) terminal.error('This should not happen. Set ESCHER_DEBUG=1 to see where it does.\n')
  return known ? error.exit : 'failed'
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCode('clean'))
  throw error
})
silenceSdkWarnings(process.env)
await main(process.argv.slice(2))
