import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import type { Expression, ExpressionNode, ValueType } from '../../core/expression.js'
import type { StepValue } from '../../core/playbook.js'
import type { MessageTemplate, ParameterValue } from '../../core/policy.js'
import { type ConditionScope, parseTemplate } from '../expression/index.js'
import { checkFunction } from '../policy/check-condition.js'
import { type LocatedValue, locateWithin, plainValue, rangeOf } from '../source/located-value.js'

/**
 * Reads a value of a step. A text that is one `{{ … }}` is what the expression gives, other texts with `{{ … }}` are
 * texts, and lists and mappings with either become one expression; what holds no expression is a constant.
 */
export function compileStepValue(value: LocatedValue, scope: ConditionScope): Outcome<StepValue | undefined> {
  const diagnostics: Diagnostic[] = []
  const node = computedNode(value, scope, diagnostics)
  if (diagnostics.some(({ severity }) => severity === 'error')) return { value: undefined, diagnostics }
  if (!node) return { value: plainValue(value) as ParameterValue, diagnostics }
  const text = value.source.text.slice(value.start, value.end)
  return { value: { language: 'cel', text, range: rangeOf(value), root: node }, diagnostics }
}

/** True of values that are computed rather than written out. */
export function isComputed(value: StepValue): value is Expression {
  return typeof value === 'object' && value !== null && 'root' in value && 'language' in value
}

/** The expression of a value; undefined when it is a constant. */
function computedNode(
  value: LocatedValue,
  scope: ConditionScope,
  diagnostics: Diagnostic[],
): ExpressionNode | undefined {
  if (value.kind === 'function') return take(checkFunction(value, scope, 'any'), diagnostics)?.root
  if (value.kind === 'scalar' && typeof value.value === 'string' && value.value.includes('{{')) {
    const template = take(parseTemplate(value.value, { scope, locate: locateWithin(value) }), diagnostics)
    return template && templateNode(template, value)
  }
  if (value.kind === 'list') return listNode(value, scope, diagnostics)
  return value.kind === 'mapping' ? mapNode(value, scope, diagnostics) : undefined
}

function take<T>(outcome: Outcome<T>, diagnostics: Diagnostic[]): T {
  diagnostics.push(...outcome.diagnostics)
  return outcome.value
}

const text: ValueType = { kind: 'string' }

/**
 * One expression is itself; several parts are put together as a text, which is unknown when a part is. Undefined when
 * nothing in it could be read.
 */
function templateNode(template: MessageTemplate, value: LocatedValue): ExpressionNode | undefined {
  const [first, ...rest] = template
  if (first === undefined) return undefined
  if (typeof first === 'object' && rest.length === 0) return first.root
  const range = rangeOf(value)
  const parts = template.map((part): ExpressionNode => {
    if (typeof part === 'string') return { kind: 'literal', value: { of: 'string', value: part }, type: text, range }
    if (part.root.type.kind === 'string') return part.root
    return { kind: 'call', function: 'string', arguments: [part.root], type: text, range }
  })
  return parts.reduce((left, right) => ({ kind: 'arithmetic', operator: '+', left, right, type: text, range }))
}

function listNode(
  value: Extract<LocatedValue, { kind: 'list' }>,
  scope: ConditionScope,
  diagnostics: Diagnostic[],
): ExpressionNode | undefined {
  const nodes = value.items.map((item) => computedNode(item, scope, diagnostics))
  if (nodes.every((node) => node === undefined)) return undefined
  const elements = value.items.map((item, index) => nodes[index] ?? constantNode(plainValue(item), item))
  return { kind: 'list', elements, type: { kind: 'list', items: { kind: 'dyn' } }, range: rangeOf(value) }
}

function mapNode(
  value: Extract<LocatedValue, { kind: 'mapping' }>,
  scope: ConditionScope,
  diagnostics: Diagnostic[],
): ExpressionNode | undefined {
  const nodes = value.entries.map((entry) => computedNode(entry.value, scope, diagnostics))
  if (nodes.every((node) => node === undefined)) return undefined
  const entries = value.entries.map((entry, index) => ({
    key: constantNode(entry.key, value),
    value: nodes[index] ?? constantNode(plainValue(entry.value), entry.value),
  }))
  return { kind: 'map', entries, type: { kind: 'map', keys: text, values: { kind: 'dyn' } }, range: rangeOf(value) }
}

/** A constant as part of an expression. */
function constantNode(value: unknown, place: LocatedValue): ExpressionNode {
  const range = rangeOf(place)
  if (Array.isArray(value)) {
    const elements = value.map((item) => constantNode(item, place))
    return { kind: 'list', elements, type: { kind: 'list', items: { kind: 'dyn' } }, range }
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, member]) => ({
      key: constantNode(key, place),
      value: constantNode(member, place),
    }))
    return { kind: 'map', entries, type: { kind: 'map', keys: text, values: { kind: 'dyn' } }, range }
  }
  if (typeof value === 'boolean')
    return { kind: 'literal', value: { of: 'bool', value }, type: { kind: 'bool' }, range }
  if (typeof value === 'number') {
    const of = Number.isInteger(value) ? 'int' : 'double'
    return { kind: 'literal', value: { of, value: String(value) }, type: { kind: of }, range }
  }
  if (typeof value === 'string') return { kind: 'literal', value: { of: 'string', value }, type: text, range }
  return { kind: 'literal', value: { of: 'null' }, type: { kind: 'null' }, range }
}
