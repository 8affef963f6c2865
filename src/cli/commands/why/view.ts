import type { Explanation } from '../../../engine/index.js'
import { type Palette, plainLine, truncate } from '../../../report/index.js'
import type { FindingExplanation } from '../../../runner/index.js'

/** What an explanation is laid out with. */
export interface WhyView {
  readonly style: Palette
  readonly width: number
  /** Texts of the files that policies stand in, by path. */
  readonly sources: ReadonlyMap<string, string>
}

/** A finding, and its conditions part by part with what each came out as; what did not matter is dim. */
export function whyPage({ finding, policy, violates, applies }: FindingExplanation, view: WhyView): string {
  const { style } = view
  const { resource } = finding
  const place = [resource.type, resource.account, resource.region, finding.environment].filter(Boolean).join(' · ')
  return `${[
    `${style.bold(plainLine(resource.name || resource.id))}  ${style.dim(plainLine(place))}`,
    `${finding.verdict}: ${plainLine(finding.message)}`,
    style.dim(`${policy.title}, ${policy.id}, ${policy.range.file}`),
    '',
    style.cyan('violates'),
    ...tree(violates, view, 1),
    ...(applies ? ['', style.cyan('applies'), ...tree(applies, view, 1)] : []),
    ...(finding.exemption
      ? ['', `Exempted until ${finding.exemption.expires}: ${plainLine(finding.exemption.reason)}`]
      : []),
  ].join('\n')}\n`
}

function tree(part: Explanation, view: WhyView, depth: number): string[] {
  const line = partLine(part, view, depth)
  const shown = part.children.filter(({ kind }) => kind !== 'literal')
  return [part.decisive ? line : view.style.dim(line), ...shown.flatMap((child) => tree(child, view, depth + 1))]
}

function partLine(part: Explanation, { width, sources, style }: WhyView, depth: number): string {
  const { file, start, end } = part.range
  const written = plainLine(sources.get(file)?.slice(start.offset, end.offset) ?? part.path ?? part.kind)
  const mark = part.decisive ? style.bold('•') : '·'
  const text = part.outcome === 'value' ? `${written} = ${valueText(part.value)}` : `${outcomeText(part)}  ${written}`
  return `${'  '.repeat(depth)}${mark} ${truncate(text, Math.max(20, width - depth * 2 - 2))}`
}

function outcomeText({ outcome, unknown }: Explanation): string {
  return unknown ? `unknown (${unknown.reason}: ${plainLine(unknown.message)})` : outcome
}

function valueText(value: unknown): string {
  return plainLine(JSON.stringify(value) ?? 'null')
}
