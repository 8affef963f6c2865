import { type ExpressionVisitor, visitExpression } from '../../../core/expression.js'
import {
  interpretCompare,
  interpretComprehension,
  interpretConditional,
  interpretLet,
  interpretLogic,
  interpretMembership,
  interpretNot,
} from './interpret-decisions.js'
import {
  interpretArithmetic,
  interpretCall,
  interpretCoalesce,
  interpretHas,
  interpretIndex,
  interpretLink,
  interpretList,
  interpretLiteral,
  interpretMap,
  interpretMetric,
  interpretNegate,
  interpretParameter,
  interpretSelect,
  interpretVariable,
} from './interpret-values.js'
import type { Environment, Finding } from './interpretation.js'

const visitor: ExpressionVisitor<Finding, Environment> = {
  literal: interpretLiteral,
  variable: interpretVariable,
  parameter: interpretParameter,
  link: interpretLink,
  metric: interpretMetric,
  select: interpretSelect,
  has: interpretHas,
  index: interpretIndex,
  and: interpretLogic,
  or: interpretLogic,
  not: interpretNot,
  negate: interpretNegate,
  conditional: interpretConditional,
  coalesce: interpretCoalesce,
  compare: interpretCompare,
  arithmetic: interpretArithmetic,
  membership: interpretMembership,
  call: interpretCall,
  list: interpretList,
  map: interpretMap,
  comprehension: interpretComprehension,
  let: interpretLet,
}

/** Evaluates a node step by step and keeps what every part came to. Slow; for saying why. */
export const interpret: Environment['interpret'] = (node, environment) => visitExpression(node, visitor, environment)
