import { closestName } from '../../../compiler/suggestion.js'
import { palette } from '../../../report/index.js'
import type { CommandRun } from '../../command.js'
import { usageFailure } from '../../command-failure.js'
import { compileRepository } from '../../project/compile-repository.js'
import { allDiagnosticPages } from '../../project/diagnostic-pages.js'
import type { explainCommand } from './definition.js'
import { codeList, codePage, policyPage } from './view.js'

export const run: CommandRun<typeof explainCommand> = async ({ options, arguments: [name] }, context) => {
  const { terminal } = context
  const page = { style: palette(terminal.colour), width: terminal.width }
  const print = (value: object, text: () => string): void =>
    terminal.out(options.json ? `${JSON.stringify(value, null, 2)}\n` : text())
  const pages = allDiagnosticPages()
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

function nothingCalled(name: string, candidates: readonly string[]): Error {
  const closest = closestName(name, candidates)
  const hint = closest ? `Did you mean \`${closest}\`?` : '`escher explain` lists the codes.'
  return usageFailure(`Neither a diagnostic nor a policy is called \`${name}\`. ${hint}`)
}
