import type { ExpressionNode, LogicNode } from '../../../core/expression.js'
import {
  certainlyHas,
  hasTruth,
  indexValue,
  linkValue,
  metricValue,
  parameterValue,
  selectValue,
  variableValue,
} from './access.js'
import { certainComparison, certainMembership, comparisonTruth, membershipTruth } from './comparisons.js'
import { certainComprehension, comprehensionTruth, comprehensionValue, openLet } from './comprehensions.js'
import { arithmeticValue, callValue, coalesceValue, negateValue } from './computing.js'
import { type Context, type Generator, quick, settled, type ValueCode } from './generation.js'
import { listValue, literalValue, mapValue } from './literals.js'

/** Generates the three forms of every node, each with code that grows linearly with the expression. */
export const generator: Generator = { value, truth, certainly }

function value(node: ExpressionNode, context: Context): ValueCode {
  switch (node.kind) {
    case 'literal':
      return literalValue(node, context)
    case 'variable':
      return variableValue(node, context)
    case 'parameter':
      return parameterValue(node, context)
    case 'link':
      return linkValue(node, context)
    case 'metric':
      return metricValue(node, context)
    case 'select':
      return selectValue(node, context)
    case 'index':
      return indexValue(node, context)
    case 'negate':
      return negateValue(node, context)
    case 'arithmetic':
      return arithmeticValue(node, context)
    case 'coalesce':
      return coalesceValue(node, context)
    case 'call':
      return callValue(node, context)
    case 'list':
      return listValue(node, context)
    case 'map':
      return mapValue(node, context)
    case 'conditional':
      return conditionalValue(node, context)
    case 'let': {
      const { code, inner } = openLet(node, context)
      return { code: `(${code}, ${settled(value(node.body, inner))})`, certain: false }
    }
    case 'comprehension':
      if (node.macro === 'filter' || node.macro === 'map') return comprehensionValue(node, context)
      return { code: truth(node, context), certain: false }
    case 'has':
    case 'and':
    case 'or':
    case 'not':
    case 'compare':
    case 'membership':
      return { code: truth(node, context), certain: false }
  }
}

function truth(node: ExpressionNode, context: Context): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return logicTruth(node, context)
    case 'not': {
      const name = context.generation.temporary()
      return `((${name} = ${truth(node.operand, context)}) === undefined ? undefined : !${name})`
    }
    case 'has':
      return hasTruth(node, context)
    case 'compare':
      return comparisonTruth(node, context)
    case 'membership':
      return membershipTruth(node, context)
    case 'comprehension':
      if (node.macro !== 'filter' && node.macro !== 'map') return comprehensionTruth(node, context)
      return 'undefined'
    case 'conditional':
      return choice(node, context, (part) => truth(part, context))
    case 'let': {
      const { code, inner } = openLet(node, context)
      return `(${code}, ${truth(node.body, inner)})`
    }
    default:
      return valueTruth(node, context)
  }
}

/** A value where a boolean is needed: null is false, and what is no boolean is unknown. */
function valueTruth(node: ExpressionNode, context: Context): string {
  const name = context.generation.temporary()
  const code = settled(value(node, context))
  const none = context.generation.standard ? 'undefined' : `${name} === null ? false : undefined`
  return `(typeof (${name} = ${code}) === "boolean" ? ${name} : ${none})`
}

function logicTruth(node: LogicNode, context: Context): string {
  const deciding = node.kind === 'or'
  const names = node.operands.map(() => context.generation.temporary())
  const tests = node.operands.map((operand, at) => `(${names[at]} = ${truth(operand, context)}) === ${deciding}`)
  const anyUnknown = names.map((name) => `${name} === undefined`).join(' || ')
  return `(${tests.join(' || ')} ? ${deciding} : ${anyUnknown} ? undefined : ${!deciding})`
}

type Conditional = Extract<ExpressionNode, { kind: 'conditional' }>

function choice(
  node: Conditional,
  context: Context,
  part: (node: ExpressionNode) => string,
  unknown = 'undefined',
): string {
  const name = context.generation.temporary()
  const condition = truth(node.condition, context)
  return `((${name} = ${condition}) === true ? ${part(node.yes)} : ${name} === false ? ${part(node.no)} : ${unknown})`
}

function conditionalValue(node: Conditional, context: Context): ValueCode {
  return { code: choice(node, context, (part) => settled(value(part, context))), certain: false }
}

function certainly(node: ExpressionNode, wanted: boolean, context: Context): string {
  switch (node.kind) {
    case 'literal':
      return node.value.of === 'bool' ? String(node.value.value === wanted) : valueCertainly(node, wanted, context)
    case 'and':
    case 'or': {
      const every = (node.kind === 'and') === wanted
      return `(${node.operands.map((operand) => certainly(operand, wanted, context)).join(every ? ' && ' : ' || ')})`
    }
    case 'not':
      return certainly(node.operand, !wanted, context)
    case 'compare':
      return certainComparison(node, wanted, context)
    case 'conditional':
      return choice(node, context, (part) => certainly(part, wanted, context), 'false')
    case 'let': {
      const { code, inner } = openLet(node, context)
      return `(${code}, ${certainly(node.body, wanted, inner)})`
    }
    case 'comprehension':
      return certainComprehension(node, wanted, context)
    case 'has':
      return certainlyHas(node, wanted, context)
    case 'membership':
      return certainMembership(node, wanted, context)
    default:
      return valueCertainly(node, wanted, context)
  }
}

function valueCertainly(node: ExpressionNode, wanted: boolean, context: Context): string {
  const generated = value(node, context)
  if (wanted) return `(${quick(generated)} === true)`
  const { code, certain } = generated
  if (context.generation.standard) return `(${code} === false)`
  const name = context.generation.temporary()
  return certain
    ? `((${name} = ${code}) === false || ${name} == null)`
    : `((${name} = ${code}) === false || ${name} === null)`
}
