import type {
  CompareNode,
  ComprehensionNode,
  ConditionalNode,
  ExpressionNode,
  LetNode,
  LogicNode,
  MembershipNode,
  NotNode,
} from '../../../core/expression.js'
import { documentRuntime } from '../runtime.js'
import { equals, order } from '../values/index.js'
import { computed, type Environment, type Finding, failure, unknownBecause } from './interpretation.js'

/** A part where a boolean is needed: null is false, and what is no boolean is unknown. */
export function interpretTruth(node: ExpressionNode, environment: Environment): Finding {
  const finding = environment.interpret(node, environment)
  if (finding.value === null) return { ...finding, value: false }
  if (finding.value === undefined || typeof finding.value === 'boolean') return finding
  return { ...finding, value: undefined, unknown: failure(node) }
}

export function interpretLogic(node: LogicNode, environment: Environment): Finding {
  const decidingValue = node.kind === 'or'
  const parts: Finding[] = []
  for (const operand of node.operands) {
    const part = interpretTruth(operand, environment)
    parts.push(part)
    if (part.value === decidingValue) return { node, value: decidingValue, parts, deciding: [part] }
  }
  const unknown = parts.find(({ value }) => value === undefined)
  return unknown ? unknownBecause(node, unknown, parts) : { node, value: !decidingValue, parts }
}

export function interpretNot(node: NotNode, environment: Environment): Finding {
  const operand = interpretTruth(node.operand, environment)
  return operand.value === undefined
    ? unknownBecause(node, operand, [operand])
    : { node, value: !operand.value, parts: [operand] }
}

export function interpretConditional(node: ConditionalNode, environment: Environment): Finding {
  const condition = interpretTruth(node.condition, environment)
  if (condition.value === undefined) return unknownBecause(node, condition, [condition])
  const chosen = environment.interpret(condition.value ? node.yes : node.no, environment)
  const parts = [condition, chosen]
  return chosen.value === undefined ? unknownBecause(node, chosen, parts) : { node, value: chosen.value, parts }
}

export function interpretCompare(node: CompareNode, environment: Environment): Finding {
  const left = environment.interpret(node.left, environment)
  const right = environment.interpret(node.right, environment)
  const parts = [left, right]
  const equality = node.operator === '==' || node.operator === '!='
  const missing = parts.find(({ value }) => value === undefined || (value === null && !equality))
  if (missing) return unknownBecause(node, missing, parts)
  if (equality) return { node, value: equals(left.value, right.value) === (node.operator === '=='), parts }
  return computed(node, ordered(node.operator, order(left.value, right.value)), parts)
}

function ordered(operator: CompareNode['operator'], comparison: number | undefined): boolean | undefined {
  if (comparison === undefined) return undefined
  if (operator === '<') return comparison < 0
  if (operator === '<=') return comparison <= 0
  return operator === '>' ? comparison > 0 : comparison >= 0
}

export function interpretMembership(node: MembershipNode, environment: Environment): Finding {
  const element = environment.interpret(node.element, environment)
  const container = environment.interpret(node.container, environment)
  const parts = [element, container]
  const missing = parts.find(({ value }) => value === undefined)
  if (missing) return unknownBecause(node, missing, parts)
  return computed(node, documentRuntime.isMember(element.value, container.value), parts)
}

export function interpretLet(node: LetNode, environment: Environment): Finding {
  const value = environment.interpret(node.value, environment)
  const locals = new Map(environment.locals).set(node.name, value)
  const body = environment.interpret(node.body, { ...environment, locals })
  const parts = [value, body]
  return body.value === undefined ? unknownBecause(node, body, parts) : { node, value: body.value, parts }
}

export function interpretComprehension(node: ComprehensionNode, environment: Environment): Finding {
  const operand = environment.interpret(node.operand, environment)
  if (operand.value === undefined) return unknownBecause(node, operand, [operand])
  const list = documentRuntime.elements(operand.value)
  if (!list) return { node, value: undefined, unknown: failure(node.operand), parts: [operand] }
  const each = (element: unknown): Environment => {
    const finding: Finding = { node: node.operand, value: element, parts: [] }
    return { ...environment, locals: new Map(environment.locals).set(node.variable, finding) }
  }
  if (node.macro === 'filter' || node.macro === 'map') return interpretListMacro(node, operand, list.map(each))
  return interpretTest(node, operand, list.map(each))
}

function interpretTest(node: ComprehensionNode, operand: Finding, elements: readonly Environment[]): Finding {
  const bodies = elements.map((inner) => interpretTruth(node.body, inner))
  const parts = [operand, ...bodies]
  const unknown = bodies.find(({ value }) => value === undefined)
  if (node.macro === 'exists_one') {
    const matching = bodies.filter(({ value }) => value === true)
    return unknown ? unknownBecause(node, unknown, parts) : { node, value: matching.length === 1, parts }
  }
  const decidingValue = node.macro === 'exists'
  const deciding = bodies.find(({ value }) => value === decidingValue)
  if (deciding) return { node, value: decidingValue, parts, deciding: [operand, deciding] }
  return unknown ? unknownBecause(node, unknown, parts) : { node, value: !decidingValue, parts, deciding: [operand] }
}

function interpretListMacro(node: ComprehensionNode, operand: Finding, elements: readonly Environment[]): Finding {
  const condition = node.macro === 'filter' ? node.body : node.where
  const results: unknown[] = []
  for (const inner of elements) {
    const test = condition && interpretTruth(condition, inner)
    if (test && test.value === undefined) return unknownBecause(node, test, [operand, test])
    if (test && !test.value) continue
    const result = node.macro === 'map' ? inner.interpret(node.body, inner) : inner.locals.get(node.variable)
    if (!result || result.value === undefined) return unknownBecause(node, result ?? operand, [operand])
    results.push(result.value)
  }
  return { node, value: results, parts: [operand] }
}
