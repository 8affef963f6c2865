import type { Operation } from '../../../core/operation.js'
import { durationText } from '../../../core/temporal.js'
import { acceptedText } from '../../../report/index.js'
import { type PageStyle, paragraph, section } from './page-parts.js'

/** Everything about one operation. */
export function operationPage(operation: Operation, page: PageStyle): string {
  const { name, title, documentation, risk, destructive, permissions, dependsOn, settlesWithin } = operation
  const params = Object.entries(operation.params).map(
    ([parameter, accepted]) =>
      `  ${parameter}${accepted.required ? '' : '?'}: ${accepted.title} ${page.style.dim(acceptedText(accepted))}`,
  )
  return `${[
    page.style.bold(title),
    page.style.dim(`${name}, ${risk} risk${destructive ? ', destructive' : ''}`),
    ...section('Parameters', params, page),
    ...section('Permissions', paragraph(permissions.join(', '), page), page),
    ...section('Rests on', dependsOn.length > 0 ? paragraph(dependsOn.join(', '), page) : [], page),
    ...section('Undo', [operation.reversible === false ? '  none' : '  computed from the state before'], page),
    ...section('Its effect shows within', [`  ${durationText(settlesWithin)}`], page),
    ...section('Vendor’s page', [`  ${documentation}`], page),
  ].join('\n')}\n`
}
