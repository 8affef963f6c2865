import type { ArrowFunctionExpression, ObjectPattern, Statement } from 'oxc-parser'
import type { Syntax } from '../syntax.js'
import { constantSyntax } from './constants.js'
import type { Lowering } from './lowering.js'

/** The body of `({ resource, tags }) => …`, with the names that it takes apart in scope. */
export function lowerCondition(node: ArrowFunctionExpression, lowering: Lowering): Syntax {
  const [parameter, ...others] = node.params
  if (node.async) return lowering.unsupported(node, '`async`', 'leave it out')
  if (!parameter) return lowerBody(node, lowering)
  if (others.length > 0 || parameter.type !== 'ObjectPattern') {
    return lowering.unsupported(parameter, 'this parameter', 'take the scope apart: `({ resource, tags }) => …`')
  }
  return lowerBody(node, bindScope(parameter, lowering))
}

function bindScope(pattern: ObjectPattern, lowering: Lowering): Lowering {
  let inner = lowering
  for (const property of pattern.properties) {
    const plain = property.type === 'Property' && !property.computed && property.key.type === 'Identifier'
    if (!plain || property.value.type !== 'Identifier') {
      lowering.unsupported(
        property,
        'this pattern',
        'take names apart one level deep, without defaults: `({ resource }) => …`',
      )
      continue
    }
    const root = property.key.type === 'Identifier' ? property.key.name : ''
    inner = inner.with(property.value.name, { root })
  }
  return inner
}

/** `(item) => …` as the variable and body of a macro. */
export function lowerLambda(
  node: ArrowFunctionExpression,
  lowering: Lowering,
): { readonly variable: string; readonly body: Syntax } | undefined {
  const [parameter, ...others] = node.params
  if (parameter?.type !== 'Identifier' || others.length > 0 || node.async) {
    lowering.unsupported(parameter ?? node, 'this parameter', 'take the element alone: `(item) => …`')
    return undefined
  }
  const { name } = parameter
  return { variable: name, body: lowerBody(node, lowering.with(name, { local: name })) }
}

function lowerBody(node: ArrowFunctionExpression, lowering: Lowering): Syntax {
  if (node.body.type !== 'BlockStatement') return lowering.lower(node.body)
  return lowerStatements(node.body.body, node, lowering)
}

const blockAdvice = 'write `const name = …` lines, `if (…) return …`, and one `return …` at the end'

function lowerStatements(statements: readonly Statement[], owner: ArrowFunctionExpression, lowering: Lowering): Syntax {
  const [statement, ...rest] = statements
  if (!statement) return lowering.unsupported(owner, 'a function without `return`', blockAdvice)
  if (statement.type === 'ReturnStatement') {
    return statement.argument ? lowering.lower(statement.argument) : constantSyntax(null, statement)
  }
  if (statement.type === 'IfStatement') return lowerIf(statement, rest, owner, lowering)
  if (statement.type === 'VariableDeclaration') return lowerConstants(statement, rest, owner, lowering)
  return lowering.unsupported(statement, 'this statement', blockAdvice)
}

type StatementOf<Type extends Statement['type']> = Extract<Statement, { type: Type }>

function lowerIf(
  statement: StatementOf<'IfStatement'>,
  rest: readonly Statement[],
  owner: ArrowFunctionExpression,
  lowering: Lowering,
): Syntax {
  const { start, end } = statement
  const otherwise = statement.alternate ? branch(statement.alternate) : rest
  if (statement.alternate && rest.length > 0) return lowering.unsupported(statement, 'this `if`', blockAdvice)
  return {
    kind: 'conditional',
    condition: lowering.lower(statement.test),
    yes: lowerStatements(branch(statement.consequent), owner, lowering),
    no: lowerStatements(otherwise, owner, lowering),
    start,
    end,
  }
}

function branch(statement: Statement): readonly Statement[] {
  return statement.type === 'BlockStatement' ? statement.body : [statement]
}

function lowerConstants(
  statement: StatementOf<'VariableDeclaration'>,
  rest: readonly Statement[],
  owner: ArrowFunctionExpression,
  lowering: Lowering,
): Syntax {
  const [declaration, ...others] = statement.declarations
  if (statement.kind !== 'const' || others.length > 0 || declaration?.id.type !== 'Identifier' || !declaration.init) {
    return lowering.unsupported(statement, 'this declaration', blockAdvice)
  }
  const { name } = declaration.id
  const value = lowering.lower(declaration.init)
  const body = lowerStatements(rest, owner, lowering.with(name, { local: name }))
  return { kind: 'let', name, value, body, start: statement.start, end: body.end }
}
