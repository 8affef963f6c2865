import { diagnosticPages } from '../../../compiler/index.js'
import { closestName } from '../../../compiler/suggestion.js'
import type { DiagnosticPage } from '../../../core/diagnostics.js'
import { palette } from '../../../report/index.js'
import { storeDiagnostics } from '../../../store/index.js'
import type { CommandRun } from '../../command.js'
import { usageFailure } from '../../command-failure.js'
import { compileRepository } from '../../project/compile-repository.js'
import type { explainCommand } from './definition.js'
import { codeList, codePage, policyPage } from './view.js'

export const run: CommandRun<typeof explainCommand> = async ({ options, arguments: [name] }, context) => {
  const { terminal } = context
  const page = { style: palette(terminal.colour), width: terminal.width }
  const print = (value: object, text: () => string): void =>
    terminal.out(options.json ? `${JSON.stringify(value, null, 2)}\n` : text())
  const pages = allPages()
  const found = pages.find(({ code }) => code === name)
  if (name === undefined) print(pages, () => codeList(pages, page))
  else if (found) print(found, () => codePage(found, page))
  else {
    const { policies } = (await compileRepository(context)).bundle
    const policy = policies.find(({ id, formerly }) => id === name || formerly.includes(name))
    if (!policy) throw nothingCalled(name, [...pages.map(({ code }) => code), ...policies.map(({ id }) => id)])
    print(policy, () => policyPage(policy, page))
  }
  return 'clean'
}

function allPages(): DiagnosticPage[] {
  return [...diagnosticPages, ...storeDiagnostics.pages].sort((left, right) => (left.code < right.code ? -1 : 1))
}

function nothingCalled(name: string, candidates: readonly string[]): Error {
  const closest = closestName(name, candidates)
  const hint = closest ? `Did you mean \`${closest}\`?` : '`escher explain` lists the codes.'
  return usageFailure(`Neither a diagnostic nor a policy is called \`${name}\`. ${hint}`)
}
