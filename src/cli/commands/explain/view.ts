import type { DiagnosticPage } from '../../../core/diagnostics.js'
import type { CompiledPolicy } from '../../../core/policy.js'
import { padEnd } from '../../../report/index.js'
import { indented, type PageStyle, paragraph, section } from './page-parts.js'

/** One line for each code. */
export function codeList(pages: readonly DiagnosticPage[], { style }: PageStyle): string {
  const columns = Math.max(...pages.map(({ code }) => code.length))
  const lines = pages.map(
    ({ code, severity, title }) => `${padEnd(code, columns)}  ${style.dim(padEnd(severity, 7))}  ${title}`,
  )
  return `${lines.join('\n')}\n`
}

/** Everything about one code. */
export function codePage({ code, severity, title, why, example }: DiagnosticPage, page: PageStyle): string {
  const { style } = page
  const examples = example
    ? ['', style.red('Wrong'), ...indented(example.wrong), '', style.green('Right'), ...indented(example.right)]
    : []
  return `${[`${style.bold(code)}  ${style.dim(severity)}`, title, '', ...paragraph(why, page), ...examples].join('\n')}\n`
}

/** Everything about one policy. */
export function policyPage(policy: CompiledPolicy, page: PageStyle): string {
  const { style } = page
  const params = Object.entries(policy.params).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`)
  const frameworks = Object.entries(policy.frameworks).map(([id, controls]) => `  ${id}: ${controls.join(', ')}`)
  return `${[
    style.bold(policy.title),
    style.dim(`${policy.id}, ${policy.severity}, ${policy.pillar}, on ${policy.resource}`),
    ...section('Why', paragraph(policy.rationale, page), page),
    ...section('Violates', indented(policy.violates.text), page),
    ...section('Applies', policy.applies ? indented(policy.applies.text) : [], page),
    ...section('Playbook', policy.remediation.playbook ? [`  ${policy.remediation.playbook}`] : [], page),
    ...section('Remedy', policy.remediation.text ? paragraph(policy.remediation.text, page) : [], page),
    ...section('Parameters', params, page),
    ...section('Frameworks', frameworks, page),
    ...section('Defined in', [`  ${policy.range.file}`], page),
  ].join('\n')}\n`
}
