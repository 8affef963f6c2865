import {
  type FunctionDefinition,
  functionNamed,
  functionTable,
  parseSignature,
  type Signature,
} from '../../../core/functions/index.js'
import type { MetricStatistic } from '../../../core/resource-type.js'
import { metricStatistics } from '../../../core/resource-type.js'
import { closestName } from '../../suggestion.js'
import { pathOf, type Span, type SyntaxOf } from '../syntax.js'
import type { CheckContext, Typed } from './context.js'
import { describe, dyn, isOpen, type Shape, typeOf } from './shapes.js'
import { matchSignature } from './signatures.js'
import { checkTextArguments } from './text-arguments.js'

/** A call: of a metric's statistic, or of a function of the table. */
export function checkCall(syntax: SyntaxOf<'call'>, context: CheckContext): Typed {
  const metric = metricOf(syntax, context)
  if (metric !== undefined) return checkMetric(metric, syntax, context)
  const definition = functionNamed(syntax.name)
  if (!definition || !formFits(definition, syntax)) return unknownFunction(syntax, definition, context)
  const parts = syntax.target ? [syntax.target, ...syntax.arguments] : syntax.arguments
  const values = parts.map(context.check)
  return resolveCall({ name: syntax.name, values, span: syntax, parts }, context)
}

function formFits(definition: FunctionDefinition, syntax: SyntaxOf<'call'>): boolean {
  return definition.form === undefined || (definition.form === 'method') === (syntax.target !== undefined)
}

function unknownFunction(
  syntax: SyntaxOf<'call'>,
  definition: FunctionDefinition | undefined,
  context: CheckContext,
): Typed {
  for (const part of syntax.target ? [syntax.target, ...syntax.arguments] : syntax.arguments) context.check(part)
  const { name, nameSpan } = syntax
  if (definition) {
    const instead = `write it as ${definition.form === 'method' ? `\`value.${name}(…)\`` : `\`${name}(value)\``}`
    const got = syntax.target ? 'a receiver' : 'no receiver'
    context.report('wrong-arguments', { name, got, signatures: definition.signatures, instead }, nameSpan)
  } else {
    const suggestion = closestName(name, Object.keys(functionTable))
    context.report('unknown-function', { name, suggestion }, nameSpan, suggestion)
  }
  return context.unknown(syntax)
}

/** Finds the overload that takes the values; reports when none does. */
export function resolveCall(
  call: { name: string; values: readonly Typed[]; span: Span; parts?: readonly Span[] },
  context: CheckContext,
): Typed {
  const { name, values, span } = call
  const definition = functionNamed(name)
  const signatures = definition ? signaturesOf(name, definition) : []
  const shapes = values.map(({ shape }) => shape)
  const results = signatures.flatMap((signature) => matchSignature(signature, shapes, !context.scope.standard) ?? [])
  const range = context.range(span)
  const nodes = values.map(({ node }) => node)
  if (results.length === 0 && definition) {
    reportArguments(name, definition, shapes, span, context)
    return { node: { kind: 'call', function: name, arguments: nodes, type: typeOf(dyn), range }, shape: dyn }
  }
  checkTextArguments(name, nodes, call.parts ?? [], context)
  const shape = commonResult(results, shapes)
  return { node: { kind: 'call', function: name, arguments: nodes, type: typeOf(shape), range }, shape }
}

/** With known arguments the first overload decides; with open ones, the result all overloads agree on. */
function commonResult(results: readonly Shape[], values: readonly Shape[]): Shape {
  const [first = dyn, ...others] = results
  if (!values.some(isOpen)) return first
  return others.every(({ kind }) => kind === first.kind) ? first : dyn
}

const parsed = new Map<string, readonly Signature[]>()

function signaturesOf(name: string, definition: FunctionDefinition): readonly Signature[] {
  const known = parsed.get(name) ?? definition.signatures.map(parseSignature)
  parsed.set(name, known)
  return known
}

function reportArguments(
  name: string,
  definition: FunctionDefinition,
  values: readonly Shape[],
  span: Span,
  context: CheckContext,
): void {
  const got = values.length === 0 ? 'nothing' : values.map(describe).join(' and ')
  context.report('wrong-arguments', { name, got, signatures: definition.signatures }, span)
}

/** The metric that `metrics.<metric>.<statistic>(window)` names. */
function metricOf(syntax: SyntaxOf<'call'>, context: CheckContext): string | undefined {
  if (context.scope.standard || context.locals.has('metrics') || syntax.target?.kind !== 'select') return undefined
  return pathOf(syntax.target) === `metrics.${syntax.target.field}` ? syntax.target.field : undefined
}

function checkMetric(metric: string, syntax: SyntaxOf<'call'>, context: CheckContext): Typed {
  const { resourceType } = context.scope
  const metrics = resourceType?.metrics ?? {}
  const span = syntax.target?.kind === 'select' ? syntax.target.fieldSpan : syntax
  if (!Object.hasOwn(metrics, metric)) {
    const suggestion = closestName(metric, Object.keys(metrics))
    const owner = resourceType?.name ?? 'resource'
    context.report('unknown-metric', { name: metric, owner, suggestion }, span, suggestion)
  }
  if (!metricStatistics.includes(syntax.name as MetricStatistic)) {
    const suggestion = closestName(syntax.name, metricStatistics)
    context.report('unknown-statistic', { name: syntax.name, suggestion }, syntax.nameSpan, suggestion)
  }
  return metricNode(metric, syntax, context)
}

function metricNode(metric: string, syntax: SyntaxOf<'call'>, context: CheckContext): Typed {
  const [argument, ...others] = syntax.arguments
  if (!argument || others.length > 0) {
    const signatures = ['(window: string): double']
    const got = argument ? `${syntax.arguments.length} values` : 'nothing'
    context.report('wrong-arguments', { name: syntax.name, got, signatures }, syntax)
    return { ...context.unknown(syntax), shape: { kind: 'double' } }
  }
  const window = context.check(argument)
  const constant = window.node.kind === 'parameter' || window.node.kind === 'literal'
  if (!constant || (window.shape.kind !== 'string' && !isOpen(window.shape))) {
    context.report('window-not-constant', { metric }, argument)
  }
  checkTextArguments('duration', [window.node], [argument], context)
  const type = { kind: 'double' } as const
  const range = context.range(syntax)
  return { node: { kind: 'metric', metric, statistic: syntax.name, window: window.node, type, range }, shape: type }
}
