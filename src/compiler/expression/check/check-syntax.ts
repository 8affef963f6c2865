import type { Diagnostic, Outcome } from '../../../core/diagnostics.js'
import type { ExpressionNode } from '../../../core/expression.js'
import type { Locate } from '../cel/parse-cel.js'
import type { ConditionScope } from '../scope.js'
import type { Syntax, SyntaxKind, SyntaxOf } from '../syntax.js'
import { checkCall } from './calls.js'
import { checkComprehension, checkLet, checkList, checkMap } from './collections.js'
import { reportConstants } from './constants.js'
import { CheckContext, type Typed } from './context.js'
import { checkLiteral, checkMessage } from './literals.js'
import { checkIdentifier } from './names.js'
import {
  checkArithmetic,
  checkCoalesce,
  checkCompare,
  checkConditional,
  checkIncludes,
  checkLogic,
  checkMembership,
  checkNegate,
  checkNot,
} from './operators.js'
import { checkHas, checkIndex, checkSelect } from './properties.js'
import { describe, isOpen } from './shapes.js'

/** What the place of an expression asks of it. */
export type Expectation = 'condition' | 'text' | 'any'

const checks: { readonly [Kind in SyntaxKind]: (syntax: SyntaxOf<Kind>, context: CheckContext) => Typed } = {
  literal: checkLiteral,
  identifier: checkIdentifier,
  select: checkSelect,
  has: checkHas,
  index: checkIndex,
  call: checkCall,
  and: checkLogic,
  or: checkLogic,
  not: checkNot,
  negate: checkNegate,
  conditional: checkConditional,
  coalesce: checkCoalesce,
  compare: checkCompare,
  arithmetic: checkArithmetic,
  membership: checkMembership,
  includes: checkIncludes,
  list: checkList,
  map: checkMap,
  message: checkMessage,
  comprehension: checkComprehension,
  let: checkLet,
  unreadable: (syntax, context) => context.unknown(syntax),
}

function checkPart(syntax: Syntax, context: CheckContext): Typed {
  const check = checks[syntax.kind] as (syntax: Syntax, context: CheckContext) => Typed
  return check(syntax, context)
}

/** Gives every part its type, and reports everything that is wrong. */
export function checkSyntax(
  syntax: Syntax,
  options: { scope: ConditionScope; expects: Expectation; locate: Locate },
): Outcome<ExpressionNode> {
  const diagnostics: Diagnostic[] = []
  const context = new CheckContext(options.scope, options.locate, checkPart, diagnostics)
  const { node, shape } = context.check(syntax)
  if (options.expects === 'condition') {
    if (shape.kind !== 'bool' && !isOpen(shape)) {
      context.report('condition-not-boolean', { got: describe(shape) }, syntax)
    }
    diagnostics.push(...reportConstants(node))
  }
  return { value: node, diagnostics }
}
