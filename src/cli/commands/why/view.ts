import { plainLine } from '../../../report/index.js'
import type { FindingExplanation } from '../../../runner/index.js'
import { type ExplanationView, explanationTree } from '../../explanation/explanation-tree.js'

/** A finding, and its conditions part by part with what each came out as; what did not matter is dim. */
export function whyPage({ finding, policy, violates, applies }: FindingExplanation, view: ExplanationView): string {
  const { style } = view
  const { resource } = finding
  const place = [resource.type, resource.account, resource.region, finding.environment].filter(Boolean).join(' · ')
  return `${[
    `${style.bold(plainLine(resource.name || resource.id))}  ${style.dim(plainLine(place))}`,
    `${finding.verdict}: ${plainLine(finding.message)}`,
    style.dim(`${policy.title}, ${policy.id}, ${policy.range.file}`),
    '',
    style.cyan('violates'),
    ...explanationTree(violates, view),
    ...(applies ? ['', style.cyan('applies'), ...explanationTree(applies, view)] : []),
    ...(finding.exemption
      ? ['', `Exempted until ${finding.exemption.expires}: ${plainLine(finding.exemption.reason)}`]
      : []),
  ].join('\n')}\n`
}
