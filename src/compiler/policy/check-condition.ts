import type { Outcome } from '../../core/diagnostics.js'
import type { Expression } from '../../core/expression.js'
import type { MessageTemplate, ParameterValue } from '../../core/policy.js'
import { type ConditionScope, checkArrow, checkCel, parseTemplate } from '../expression/index.js'
import { type LocatedValue, locateWithin, plainValue } from '../source/located-value.js'
import type { ResourceShape } from './resource-shapes.js'

/** The scope of conditions on a resource type, or on any type when the shape is left out. */
export function conditionScope(
  shape: ResourceShape | undefined,
  params: Readonly<Record<string, ParameterValue>>,
): ConditionScope {
  if (!shape) return { linked: new Map(), params }
  return { resourceType: shape.type, schema: shape.schema, linked: shape.linked, params }
}

/** Checks a condition as it stands in a file: a CEL text or an arrow function. Other values are for the schema to refuse. */
export function checkCondition(
  value: LocatedValue | undefined,
  scope: ConditionScope,
): Outcome<Expression | undefined> {
  if (value?.kind === 'scalar' && typeof value.value === 'string') {
    return checkCel(value.value, { scope, expects: 'condition', locate: locateWithin(value) })
  }
  if (value?.kind !== 'function') return { value: undefined, diagnostics: [] }
  return checkFunction(value, scope, 'condition')
}

/** Checks an arrow function as it stands in a file, with the constants and helpers that it may name there. */
export function checkFunction(
  { node, source, scope: file }: Extract<LocatedValue, { kind: 'function' }>,
  scope: ConditionScope,
  expects: 'condition' | 'any',
): ReturnType<typeof checkArrow> {
  return checkArrow(node, {
    scope,
    expects,
    locate: source.range,
    source: source.text,
    constants: (name) => {
      const constant = file.constant(name)
      return constant && (plainValue(constant) as ParameterValue)
    },
    helpers: file.helpers,
  })
}

/** Checks a message template as it stands in a file; without one, the message is made of the name and the title. */
export function checkMessage(
  value: LocatedValue | undefined,
  scope: ConditionScope,
  title: LocatedValue | undefined,
): Outcome<MessageTemplate> {
  if (value?.kind === 'scalar' && typeof value.value === 'string') {
    return parseTemplate(value.value, { scope, locate: locateWithin(value) })
  }
  const range = title ? title.source.range(title.start, title.end) : undefined
  if (title?.kind !== 'scalar' || !range) return { value: [], diagnostics: [] }
  const name = checkCel('name', { scope, expects: 'text', locate: () => range })
  const parts = name.value ? [name.value, ` breaks “${title.value}”`] : []
  return { value: parts, diagnostics: name.diagnostics }
}
