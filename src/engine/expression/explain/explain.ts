import type { Expression } from '../../../core/expression.js'
import { present } from '../functions/index.js'
import type { EvaluationScope } from '../scope.js'
import type { Explanation } from './explanation.js'
import { interpret } from './interpret.js'
import { interpretTruth } from './interpret-decisions.js'
import type { Finding } from './interpretation.js'
import { pathOf } from './paths.js'

/**
 * Says how an expression comes out on a resource: every part with its value or why it is unknown, and which of them
 * decided. Agrees with the compiled code.
 */
export function explain(expression: Expression, scope: EvaluationScope): Explanation {
  const environment = { scope, locals: new Map(), interpret }
  const decides = expression.root.type.kind === 'bool'
  const finding = decides ? interpretTruth(expression.root, environment) : interpret(expression.root, environment)
  return explanationOf(finding, true)
}

const shownParts = 20

function explanationOf(finding: Finding, decisive: boolean): Explanation {
  const { node, value, unknown, parts, deciding = parts } = finding
  const path = pathOf(node)
  const many = parts.length > shownParts
  const shown = many ? parts.filter((part) => deciding.includes(part)).slice(0, shownParts) : parts
  return {
    range: node.range,
    kind: node.kind,
    ...(path === undefined ? {} : { path }),
    outcome: outcomeOf(value),
    ...(value === undefined ? {} : { value: present(value) }),
    ...(unknown ? { unknown } : {}),
    decisive,
    children: shown.map((part) => explanationOf(part, decisive && deciding.includes(part))),
  }
}

function outcomeOf(value: unknown): Explanation['outcome'] {
  if (value === undefined) return 'unknown'
  return typeof value === 'boolean' ? `${value}` : 'value'
}
