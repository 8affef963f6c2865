import type { Bundle } from '../../../src/core/bundle.js'
import type { CompiledPlaybook } from '../../../src/core/playbook.js'
import type { CompiledPolicy } from '../../../src/core/policy.js'
import {
  boundText,
  escapeMarkdown,
  markdownBlock,
  markdownCode,
  markdownTable,
  type StepLine,
  stepLines,
} from '../../../src/report/index.js'
import { pageLink, type ReferencePage, referencePage } from './page.js'
import { section } from './section.js'

/** A page for each first-party playbook, and one for all of them. */
export function playbookPages({ playbooks, policies }: Pick<Bundle, 'playbooks' | 'policies'>): ReferencePage[] {
  const sorted = [...playbooks].sort((left, right) => (left.id < right.id ? -1 : 1))
  return [index(sorted), ...sorted.map((playbook) => page(playbook, policies))]
}

function index(playbooks: readonly CompiledPlaybook[]): ReferencePage {
  const path = 'playbooks.md'
  const rows = playbooks.map(({ id, title, limits }) => [
    pageLink(`\`${id}\``, path, pathOf(id)),
    escapeMarkdown(title),
    limits.maximumRisk,
    limits.environments.join(', '),
  ])
  return referencePage(path, [
    '# First-party playbooks',
    markdownTable(['playbook', 'what holds once it has run', 'risk at most', 'environments'], rows),
  ])
}

function page(playbook: CompiledPlaybook, policies: readonly CompiledPolicy[]): ReferencePage {
  const { id, title, description, version, target, scope, params, limits, steps } = playbook
  const path = pathOf(id)
  const parameters = Object.entries(params).map(([name, parameter]) => [
    markdownCode(name),
    escapeMarkdown(parameter.title),
    escapeMarkdown(boundText(parameter)),
    parameter.default === undefined
      ? parameter.required
        ? 'required'
        : ''
      : markdownCode(JSON.stringify(parameter.default)),
  ])
  const remedied = policies.filter(({ remediation }) => remediation.playbook === id)
  return referencePage(path, [
    `# ${escapeMarkdown(title)}`,
    `\`${id}\`, version ${version}, on ${pageLink(`\`${target}\``, path, `types/${target}.md`)}`,
    description ? escapeMarkdown(description) : '',
    remedied.length === 0
      ? ''
      : `**Remedy of** ${remedied.map((policy) => pageLink(`\`${policy.id}\``, path, `policies/${policy.id}.md`)).join(', ')}`,
    scope ? `## Scope\n\n${markdownBlock(scope.language === 'cel' ? 'cel' : 'ts', scope.text)}` : '',
    section('Parameters', ['name', 'title', 'an executor may give', 'when left out'], parameters),
    `## Steps\n\n${stepLines(steps).map(item).join('\n')}`,
    `## Limits\n\nAt most ${limits.maximumTargets} targets in ${limits.environments.join(', ')}, at most ${limits.maximumRisk} risk.`,
    `\`escher extend ${id} --help\` shows how to run it.`,
  ])
}

function item({ depth, text, when, irreversible }: StepLine): string {
  const condition = when === undefined ? '' : `, where ${markdownCode(when)}`
  return `${'   '.repeat(depth)}1. ${markdownCode(text)}${condition}${irreversible ? ' (cannot be undone)' : ''}`
}

function pathOf(id: string): string {
  return `playbooks/${id}.md`
}
