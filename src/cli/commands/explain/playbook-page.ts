import type { CompiledPlaybook } from '../../../core/playbook.js'
import { parameterText, plainLine, type StepLine, stepLines } from '../../../report/index.js'
import { indented, type PageStyle, paragraph, section } from './page-parts.js'

/** Everything about one playbook. */
export function playbookPage(playbook: CompiledPlaybook, page: PageStyle): string {
  const { id, title, description, version, target, scope, params, limits, steps } = playbook
  const { style } = page
  const parameters = Object.entries(params).map(([name, parameter]) => `  ${name}: ${parameterText(parameter)}`)
  const most = `at most ${limits.maximumTargets} targets in ${limits.environments.join(', ')}, at most ${limits.maximumRisk} risk`
  return `${[
    style.bold(title),
    style.dim(`${id}, version ${version}, on ${target}`),
    ...section('What it does', description ? paragraph(description, page) : [], page),
    ...section('Scope', scope ? indented(scope.text) : [], page),
    ...section('Parameters', parameters, page),
    ...section('Steps', stepLines(steps).map(lineOf), page),
    ...section('Limits', paragraph(most, page), page),
    ...section('Defined in', [`  ${playbook.range.file}`], page),
  ].join('\n')}\n`

  function lineOf({ depth, text, when, irreversible }: StepLine): string {
    const remarks = [
      ...(when === undefined ? [] : [`where ${plainLine(when)}`]),
      ...(irreversible ? ['cannot be undone'] : []),
    ]
    return `  ${'  '.repeat(depth)}${plainLine(text)}${remarks.length > 0 ? `  ${style.dim(remarks.join('; '))}` : ''}`
  }
}
