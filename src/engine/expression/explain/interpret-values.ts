import type {
  ArithmeticNode,
  CallNode,
  CoalesceNode,
  HasNode,
  IndexNode,
  LinkNode,
  ListNode,
  LiteralNode,
  MapNode,
  MetricNode,
  NegateNode,
  ParameterNode,
  SelectNode,
  VariableNode,
} from '../../../core/expression.js'
import { type FunctionName, functionTable } from '../../../core/functions/index.js'
import type { Unread } from '../../../core/resource.js'
import { implementations } from '../functions/index.js'
import { wholeDocument } from '../generate/access.js'
import { boundFunction } from '../generate/computing.js'
import { literalConstant, mapOf } from '../generate/literals.js'
import { rootReader } from '../roots.js'
import { documentRuntime, fromText, isWrittenAsText, linkedDocuments, metricFigure } from '../runtime.js'
import { guardedDocument, isRecord, negate, timestampOf, UnreadPart } from '../values/index.js'
import { computed, type Environment, type Finding, unknownBecause } from './interpretation.js'
import { pathOf } from './paths.js'

const documentNumbers = { generation: { standard: false } } as const

export function interpretLiteral(node: LiteralNode): Finding {
  return { node, value: literalConstant(node, false), parts: [] }
}

export function interpretVariable(node: VariableNode, environment: Environment): Finding {
  if (node.scope === 'local') {
    const local = environment.locals.get(node.name)
    if (!local || local.value === undefined) return { node, value: undefined, parts: [], ...withReason(local?.unknown) }
    return converted({ node, value: local.value, parts: [] })
  }
  const { resource } = environment.scope
  const value = rootReader(node.name, false)(environment.scope)
  if (node.name === 'resource') return wholeResource(node, environment)
  return value === undefined ? unread(node, resource.unread?.[node.name]) : { node, value, parts: [] }
}

function withReason(unknown: Finding['unknown']): { readonly unknown?: NonNullable<Finding['unknown']> } {
  return unknown ? { unknown } : {}
}

function wholeResource(node: VariableNode, { scope }: Environment): Finding {
  const value = wholeDocument(guardedDocument(scope.resource))
  return value === undefined ? unread(node, Object.values(scope.resource.unread ?? {})[0]) : { node, value, parts: [] }
}

/** A finding that could not be read, with the reason that was recorded, or else that nothing was. */
function unread(node: Finding['node'], reason: Unread | undefined): Finding {
  const path = pathOf(node)
  const recorded = reason ?? { reason: 'not-read', message: `\`${path ?? 'a value'}\` was not read` }
  return { node, value: undefined, parts: [], unknown: { ...recorded, ...(path ? { path } : {}) } }
}

/** The owner of a property. The document itself may have unread parts, as long as they are not asked for. */
function interpretOwner(node: SelectNode['operand'], environment: Environment): Finding {
  if (node.kind !== 'variable' || node.scope !== 'root' || node.name !== 'resource') {
    return environment.interpret(node, environment)
  }
  return { node, value: guardedDocument(environment.scope.resource), parts: [] }
}

function unreadPart(owner: unknown, name: unknown): UnreadPart | undefined {
  const part = isRecord(owner) && typeof name === 'string' && Object.hasOwn(owner, name) ? owner[name] : undefined
  return part instanceof UnreadPart ? part : undefined
}

export function interpretSelect(node: SelectNode, environment: Environment): Finding {
  const owner = interpretOwner(node.operand, environment)
  if (owner.value === undefined) return unknownBecause(node, owner, [owner])
  const part = unreadPart(owner.value, node.field)
  if (part) return unread(node, part.unread)
  return converted(computed(node, documentRuntime.member(owner.value, node.field), []))
}

export function interpretHas(node: HasNode, environment: Environment): Finding {
  const owner = interpretOwner(node.operand, environment)
  if (owner.value === undefined) return unknownBecause(node, owner, [owner])
  const part = unreadPart(owner.value, node.field)
  return part ? unread(node, part.unread) : computed(node, documentRuntime.has(owner.value, node.field), [])
}

export function interpretIndex(node: IndexNode, environment: Environment): Finding {
  const index = environment.interpret(node.index, environment)
  const owner = interpretOwner(node.operand, environment)
  for (const part of [index, owner]) if (part.value === undefined) return unknownBecause(node, part, [owner, index])
  const part = unreadPart(owner.value, index.value)
  if (part) return unread(node, part.unread)
  return converted(computed(node, documentRuntime.at(owner.value, index.value), []))
}

/** Makes of a text what the schema says that it stands for. */
function converted(finding: Finding): Finding {
  const { node, value } = finding
  return isWrittenAsText(node.type) && typeof value === 'string'
    ? computed(node, fromText(node.type.kind, value), finding.parts)
    : finding
}

export function interpretParameter(node: ParameterNode, { scope }: Environment): Finding {
  return { node, value: Object.hasOwn(scope.params, node.name) ? scope.params[node.name] : null, parts: [] }
}

export function interpretLink(node: LinkNode, { scope }: Environment): Finding {
  const value = linkedDocuments(scope, node.name)
  const reason = scope.linked(node.name)
  return value === undefined ? unread(node, 'reason' in reason ? reason : undefined) : { node, value, parts: [] }
}

export function interpretMetric(node: MetricNode, environment: Environment): Finding {
  const window = environment.interpret(node.window, environment)
  const { resource } = environment.scope
  const value = metricFigure(resource, node, window.value)
  if (value === undefined) return unread(node, resource.unread?.[`metrics.${node.metric}`])
  return { node, value, parts: [] }
}

export function interpretArithmetic(node: ArithmeticNode, environment: Environment): Finding {
  const left = environment.interpret(node.left, environment)
  const right = environment.interpret(node.right, environment)
  const parts = [left, right]
  const missing = parts.find(({ value }) => value === undefined || value === null)
  if (missing) return unknownBecause(node, missing, parts)
  const whole = [node.left, node.right].every(({ type }) => type.kind === 'int' || type.kind === 'uint')
  return computed(node, documentRuntime.arithmetic(node.operator, left.value, right.value, whole), parts)
}

export function interpretNegate(node: NegateNode, environment: Environment): Finding {
  const operand = environment.interpret(node.operand, environment)
  if (operand.value === undefined || operand.value === null) return unknownBecause(node, operand, [operand])
  return computed(node, negate(operand.value), [operand])
}

export function interpretCoalesce(node: CoalesceNode, environment: Environment): Finding {
  const value = environment.interpret(node.value, environment)
  if (value.value === undefined) return unknownBecause(node, value, [value])
  if (value.value !== null) return { node, value: value.value, parts: [value] }
  const fallback = environment.interpret(node.fallback, environment)
  if (fallback.value === undefined) return unknownBecause(node, fallback, [value, fallback])
  return { node, value: fallback.value, parts: [value, fallback] }
}

export function interpretCall(node: CallNode, environment: Environment): Finding {
  const [value, fallback] = node.arguments
  if (node.function === 'orElse' && value && fallback) {
    return { ...interpretCoalesce({ ...node, kind: 'coalesce', value, fallback }, environment), node }
  }
  const parts = node.arguments.map((argument) => environment.interpret(argument, environment))
  const name = node.function as FunctionName
  const { takesNull } = implementations[name]
  const missing = parts.find((part) => part.value === undefined || (part.value === null && !takesNull))
  if (missing) return unknownBecause(node, missing, parts)
  const inputs = parts.map((part) => part.value)
  if (functionTable[name].usesNow) inputs.push(timestampOf(environment.scope.now))
  return computed(node, boundFunction(node, documentNumbers)(...inputs), parts)
}

export function interpretList(node: ListNode, environment: Environment): Finding {
  const parts = node.elements.map((element) => environment.interpret(element, environment))
  const missing = parts.find(({ value }) => value === undefined)
  return missing ? unknownBecause(node, missing, parts) : { node, value: parts.map(({ value }) => value), parts }
}

export function interpretMap(node: MapNode, environment: Environment): Finding {
  const entries = node.entries.map(({ key, value }) =>
    [key, value].map((part) => environment.interpret(part, environment)),
  )
  const parts = entries.flat()
  const missing = parts.find(({ value }) => value === undefined)
  if (missing) return unknownBecause(node, missing, parts)
  return computed(node, mapOf(entries.map(([key, value]) => [key?.value, value?.value])), parts)
}
