import { closestName } from '../../../compiler/suggestion.js'
import { catalog } from '../../../providers/catalog.js'
import { palette } from '../../../report/index.js'
import type { CommandRun } from '../../command.js'
import { usageFailure } from '../../command-failure.js'
import type { CommandContext } from '../../environment/context.js'
import { compileRepository } from '../../project/compile-repository.js'
import { allDiagnosticPages } from '../../project/diagnostic-pages.js'
import type { explainCommand } from './definition.js'
import { operationPage } from './operation-page.js'
import type { PageStyle } from './page-parts.js'
import { playbookPage } from './playbook-page.js'
import { codeList, codePage, policyPage } from './view.js'

export const run: CommandRun<typeof explainCommand> = async ({ options, arguments: [name] }, context) => {
  const { terminal } = context
  const pages = allDiagnosticPages()
  const page = { style: palette(terminal.colour), width: terminal.width }
  const { value, text } =
    name === undefined ? { value: pages, text: codeList(pages, page) } : await explanationOf(name, page, context)
  terminal.out(options.json ? `${JSON.stringify(value, null, 2)}\n` : text)
  return 'clean'
}

/** What is to be shown, as data and as text. */
interface Explanation {
  readonly value: object
  readonly text: string
}

async function explanationOf(name: string, page: PageStyle, context: CommandContext): Promise<Explanation> {
  const codes = allDiagnosticPages()
  const code = codes.find((one) => one.code === name)
  if (code) return { value: code, text: codePage(code, page) }
  const operations = (await catalog.operations?.()) ?? new Map()
  const operation = operations.get(name)
  if (operation) return { value: operation, text: operationPage(operation, page) }
  const { policies, playbooks } = (await compileRepository(context)).bundle
  const policy = policies.find(({ id, formerly }) => id === name || formerly.includes(name))
  if (policy) return { value: policy, text: policyPage(policy, page) }
  const playbook = playbooks.find(({ id }) => id === name)
  if (playbook) return { value: playbook, text: playbookPage(playbook, page) }
  const ids = [...policies, ...playbooks].map(({ id }) => id)
  throw nothingCalled(name, [...codes.map((one) => one.code), ...ids, ...operations.keys()])
}

function nothingCalled(name: string, candidates: readonly string[]): Error {
  const closest = closestName(name, candidates)
  const hint = closest ? `Did you mean \`${closest}\`?` : '`escher explain` lists the codes.'
  return usageFailure(`No diagnostic, policy, playbook or operation is called \`${name}\`. ${hint}`)
}
