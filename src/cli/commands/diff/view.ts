import type { Finding } from '../../../core/finding.js'
import { resourceAddress } from '../../../core/resource.js'
import type { Change, Difference, Impact } from '../../../engine/index.js'
import { count, escapeMarkdown, markdownCode, type Palette, palette, plainLine } from '../../../report/index.js'
import type { Terminal } from '../../environment/terminal.js'
import type { diffFormats } from './definition.js'

/** What differs between two versions of a repository. */
export interface RepositoryDiff {
  readonly base: string
  readonly changes: readonly Change[]
  /** What changed policies make of the last snapshot; left out where there is none. */
  readonly impacts?: readonly Impact[]
  /** How many errors kept parts of the base from being compared. */
  readonly errorsInBase: number
}

/** The difference in one of the formats. */
export function renderDiff(
  format: (typeof diffFormats)[number],
  diff: RepositoryDiff,
  { colour }: Pick<Terminal, 'colour'>,
): string {
  if (format === 'json') return `${JSON.stringify({ version: 1, ...diff }, null, 2)}\n`
  return format === 'markdown' ? markdown(diff) : terminal(diff, palette(colour))
}

const kindWords: Readonly<Record<Change['kind'], string>> = {
  policy: 'policy',
  exemption: 'exemption',
  playbook: 'playbook',
  'standing-approval': 'standing approval',
  schedule: 'schedule',
  'price-sheet': 'price sheet',
  access: 'access',
}

function terminal(diff: RepositoryDiff, style: Palette): string {
  const signs = { added: style.green('+'), removed: style.red('-'), changed: style.yellow('~') }
  const lines = diff.changes.flatMap(({ kind, id, change, differences, breaking }) => [
    `${signs[change]} ${kindWords[kind]} ${style.bold(plainLine(id))} ${change}${breaking ? style.red('  BREAKING') : ''}`,
    ...differences.map((one) => `    ${differenceLine(one, style)}`),
  ])
  return [...lines, ...impactLines(diff, style), ...closing(diff)].map((line) => `${line}\n`).join('')
}

function differenceLine({ what, before, after, direction }: Difference, style: Palette): string {
  const mark = direction === 'widens' ? style.red(' (wider)') : direction === 'narrows' ? style.dim(' (narrower)') : ''
  if (before === undefined && after === undefined) return `${plainLine(what)}${mark}`
  const was = before === undefined ? style.dim('nothing') : style.red(plainLine(before))
  const is = after === undefined ? style.dim('nothing') : style.green(plainLine(after))
  return `${plainLine(what)}: ${was} → ${is}${mark}`
}

const shownResources = 10

function impactLines({ impacts = [] }: RepositoryDiff, style: Palette): readonly string[] {
  return impacts.flatMap((impact) => [
    '',
    `${style.bold(plainLine(impact.policy))} on the last snapshot`,
    ...sections(impact).flatMap(([words, resources]) => [
      `    ${count(resources.length, 'resource')} ${words}`,
      ...resources.slice(0, shownResources).map((one) => `      ${plainLine(resourceAddress(one))}`),
      ...(resources.length > shownResources ? [`      and ${resources.length - shownResources} more`] : []),
    ]),
    ...impact.uselessExemptions.map((id) => `    the exemption ${plainLine(id)} covers nothing any more`),
  ])
}

type Section = readonly [words: string, resources: readonly Finding['resource'][]]

function sections({ newlyViolating, newlyCompliant, newlyUnknown }: Impact): readonly Section[] {
  const all: readonly Section[] = [
    ['newly violating', newlyViolating],
    ['no longer violating', newlyCompliant],
    ['newly unknown', newlyUnknown],
  ]
  return all.filter(([, resources]) => resources.length > 0)
}

function closing({ base, changes, impacts, errorsInBase }: RepositoryDiff): readonly string[] {
  const breaking = changes.filter((change) => change.breaking).length
  const summary = `${count(changes.length, 'change')} in meaning since ${base}${breaking > 0 ? `, ${breaking} of them breaking` : ''}`
  return [
    ...(changes.length > 0 ? [''] : []),
    changes.length === 0 ? `nothing changes in meaning since ${plainLine(base)}` : plainLine(summary),
    ...(impacts || changes.length === 0 ? [] : ['there is no snapshot to judge changed policies on']),
    ...(errorsInBase > 0
      ? [`${count(errorsInBase, 'error')} in ${plainLine(base)}; what does not compile there counts as missing`]
      : []),
  ]
}

function markdown(diff: RepositoryDiff): string {
  const changes = diff.changes.flatMap(({ kind, id, change, differences, breaking }) => [
    `- **${kindWords[kind]}** ${markdownCode(id)} ${change}${breaking ? ' — **breaking**' : ''}`,
    ...differences.map((one) => `  - ${markdownDifference(one)}`),
  ])
  const impacts = (diff.impacts ?? []).flatMap((impact) => [
    '',
    `### ${escapeMarkdown(impact.policy)} on the last snapshot`,
    '',
    ...sections(impact).flatMap(([words, resources]) =>
      resources.map((one) => `- ${words}: ${markdownCode(resourceAddress(one))}`),
    ),
    ...impact.uselessExemptions.map((id) => `- the exemption ${markdownCode(id)} covers nothing any more`),
  ])
  const ending = closing(diff)
    .filter((line) => line !== '')
    .map(escapeMarkdown)
  return `${['## What changes in meaning', '', ...changes, ...impacts, '', ...ending].join('\n')}\n`
}

function markdownDifference({ what, before, after, direction }: Difference): string {
  const mark = direction === 'widens' ? ' (**wider**)' : direction === 'narrows' ? ' (narrower)' : ''
  if (before === undefined && after === undefined) return `${escapeMarkdown(what)}${mark}`
  const shown = [before, after].map((text) => (text === undefined ? 'nothing' : markdownCode(text)))
  return `${escapeMarkdown(what)}: ${shown.join(' → ')}${mark}`
}
