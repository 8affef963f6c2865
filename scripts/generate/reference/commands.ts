import { commonOptions } from '../../../src/cli/arguments/common-options.js'
import type { CommandDefinition, OptionTable } from '../../../src/cli/arguments/definition.js'
import { optionDescription, optionUsage, usageLine } from '../../../src/cli/arguments/help.js'
import { commands } from '../../../src/cli/commands.js'
import { exitCodes } from '../../../src/cli/exit-codes.js'
import { escapeMarkdown, markdownBlock, markdownCode, markdownTable } from '../../../src/report/index.js'
import { pageLink, type ReferencePage, referencePage } from './page.js'

/** A page for each command, one for all of them, and the table of exit codes. */
export function commandPages(): ReferencePage[] {
  const definitions = commands.map(({ definition }) => definition)
  return [commandIndex(definitions), exitCodePage(), ...definitions.map(commandPage)]
}

function commandIndex(definitions: readonly CommandDefinition[]): ReferencePage {
  const path = 'commands.md'
  const rows = definitions.map(({ name, summary }) => [
    pageLink(`\`escher ${name}\``, path, `commands/${name}.md`),
    escapeMarkdown(summary),
  ])
  return referencePage(path, [
    '# Commands',
    markdownTable(['command', 'what it does'], rows),
    '## Options of every command',
    optionTable(commonOptions),
    `How commands end: ${pageLink('exit codes', path, 'exit-codes.md')}.`,
  ])
}

function commandPage(command: CommandDefinition): ReferencePage {
  const { name, description, arguments: defined, options, examples } = command
  const described = defined.map(({ name: each, description: text, choices }) => [
    markdownCode(each),
    escapeMarkdown(choices ? `${text}: ${choices.join(', ')}` : text),
  ])
  const lines = examples.map(({ line, does }) => `# ${does}\n${line}`)
  return referencePage(`commands/${name}.md`, [
    `# escher ${name}`,
    escapeMarkdown(description),
    markdownBlock('text', usageLine(command)),
    described.length > 0 ? `## Arguments\n\n${markdownTable(['argument', 'meaning'], described)}` : '',
    Object.keys(options).length > 0 ? `## Options\n\n${optionTable(options)}` : '',
    `## Examples\n\n${markdownBlock('sh', lines.join('\n'))}`,
  ])
}

function optionTable(options: OptionTable): string {
  const rows = Object.entries(options).map(([name, option]) => [
    markdownCode(optionUsage(name, option)),
    escapeMarkdown(optionDescription(option)),
  ])
  return markdownTable(['option', 'meaning'], rows)
}

function exitCodePage(): ReferencePage {
  const rows = Object.values(exitCodes).map(({ code, meaning }) => [String(code), escapeMarkdown(meaning)])
  return referencePage('exit-codes.md', ['# Exit codes', markdownTable(['code', 'meaning'], rows)])
}
