import type { Bundle } from '../../../src/core/bundle.js'
import type { CompiledPolicy, Framework } from '../../../src/core/policy.js'
import { escapeMarkdown, markdownBlock, markdownCode, markdownTable } from '../../../src/report/index.js'
import { pageLink, type ReferencePage, referencePage } from './page.js'
import { section } from './section.js'

/** A page for each first-party policy and framework, and one for all of each. */
export function policyPages({ policies, frameworks }: Pick<Bundle, 'policies' | 'frameworks'>): ReferencePage[] {
  const sorted = [...policies].sort((left, right) => (left.id < right.id ? -1 : 1))
  return [
    policyIndex(sorted),
    ...sorted.map(policyPage),
    ...frameworks.map((framework) => frameworkPage(framework, sorted)),
  ]
}

function policyIndex(policies: readonly CompiledPolicy[]): ReferencePage {
  const path = 'policies.md'
  const rows = policies.map((policy) => [
    policyLink(policy, path),
    escapeMarkdown(policy.title),
    policy.severity,
    policy.pillar,
  ])
  return referencePage(path, ['# First-party policies', markdownTable(['policy', 'title', 'severity', 'pillar'], rows)])
}

function policyPage(policy: CompiledPolicy): ReferencePage {
  const { id, title, description, rationale, resource, severity, pillar, params, violates, applies, remediation } =
    policy
  const path = policyPath(id)
  const parameters = Object.entries(params).map(([name, value]) => [
    markdownCode(name),
    markdownCode(JSON.stringify(value)),
  ])
  const frameworks = Object.entries(policy.frameworks).map(([framework, controls]) => [
    pageLink(framework, path, `frameworks/${framework}.md`),
    escapeMarkdown(controls.join(', ')),
  ])
  const examples = policy.tests.map(({ name, expect }) => [escapeMarkdown(name), expect])
  return referencePage(path, [
    `# ${escapeMarkdown(title)}`,
    `\`${id}\`, ${severity}, ${pillar}, on ${pageLink(`\`${resource}\``, path, `types/${resource}.md`)}`,
    description ? escapeMarkdown(description) : '',
    `**Why:** ${escapeMarkdown(rationale)}`,
    remediation.playbook
      ? `**Playbook:** ${pageLink(`\`${remediation.playbook}\``, path, `playbooks/${remediation.playbook}.md`)}`
      : '',
    remediation.text ? `**Remedy:** ${escapeMarkdown(remediation.text)}` : '',
    `## Violates\n\n${markdownBlock(violates.language === 'cel' ? 'cel' : 'ts', violates.text)}`,
    applies ? `## Applies\n\n${markdownBlock(applies.language === 'cel' ? 'cel' : 'ts', applies.text)}` : '',
    section('Parameters', ['name', 'default'], parameters),
    section('Frameworks', ['framework', 'controls'], frameworks),
    section('Examples', ['example', 'verdict'], examples),
  ])
}

function frameworkPage(
  { id, title, version, source, controls }: Framework,
  policies: readonly CompiledPolicy[],
): ReferencePage {
  const path = `frameworks/${id}.md`
  const rows = Object.entries(controls).map(([control, { title: demand }]) => [
    escapeMarkdown(control),
    escapeMarkdown(demand),
    policies
      .filter((policy) => policy.frameworks[id]?.includes(control))
      .map((policy) => policyLink(policy, path))
      .join(', '),
  ])
  return referencePage(path, [
    `# ${escapeMarkdown(title)} ${escapeMarkdown(version)}`,
    `[Source](${source})`,
    markdownTable(['control', 'title', 'policies'], rows),
  ])
}

function policyLink({ id }: CompiledPolicy, from: string): string {
  return pageLink(`\`${id}\``, from, policyPath(id))
}

function policyPath(id: string): string {
  return `policies/${id}.md`
}
