import type { Expression as EsExpression, MemberExpression, PrivateInExpression } from 'oxc-parser'
import { rootNames } from '../check/names.js'
import type { Span, Syntax } from '../syntax.js'
import { lowerCall } from './calls.js'
import { constantSyntax, numberSyntax } from './constants.js'
import type { Lowering } from './lowering.js'

/** Turns one TypeScript expression into syntax. */
export function lowerExpression(node: EsExpression, lowering: Lowering): Syntax {
  const span = { start: node.start, end: node.end }
  switch (node.type) {
    case 'Literal':
      return lowerLiteral(node, lowering)
    case 'Identifier':
      return lowerName(node.name, span, lowering)
    case 'TemplateLiteral':
      return lowerTemplate(node, lowering)
    case 'MemberExpression':
      return lowerMember(node, lowering)
    case 'CallExpression':
      return lowerCall(node, lowering)
    case 'LogicalExpression':
      return lowerLogic(node, lowering)
    case 'BinaryExpression':
      return lowerBinary(node, lowering)
    case 'UnaryExpression':
      return lowerUnary(node, lowering)
    case 'ConditionalExpression': {
      const { lower } = lowering
      return {
        kind: 'conditional',
        condition: lower(node.test),
        yes: lower(node.consequent),
        no: lower(node.alternate),
        ...span,
      }
    }
    case 'ArrayExpression':
      return lowerArray(node, lowering)
    case 'ObjectExpression':
      return lowerObject(node, lowering)
    case 'NewExpression':
      return lowerNew(node, lowering)
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      return { ...lowering.lower(node.expression), ...span }
    default:
      return lowering.unsupported(
        span,
        describeNode(node.type),
        'write one expression of properties, comparisons and functions of `escher`',
      )
  }
}

const nodeNames: Readonly<Record<string, string>> = {
  AwaitExpression: '`await`',
  ArrowFunctionExpression: 'a function outside of `some`, `every`, `filter` and `map`',
  FunctionExpression: '`function`',
  AssignmentExpression: 'an assignment',
  UpdateExpression: 'an assignment',
  ThisExpression: '`this`',
  ImportExpression: '`import()`',
  TaggedTemplateExpression: 'a tagged template',
  SequenceExpression: 'a comma between expressions',
}

function describeNode(type: string): string {
  return nodeNames[type] ?? `\`${type}\``
}

type NodeOf<Type extends EsExpression['type']> = Extract<EsExpression, { type: Type }>

function lowerLiteral(node: NodeOf<'Literal'>, lowering: Lowering): Syntax {
  const { value, start, end } = node
  if (typeof value === 'number') return numberSyntax(value, node)
  if (typeof value === 'string' || typeof value === 'boolean') return constantSyntax(value, node)
  if (typeof value === 'bigint') return { kind: 'literal', value: { of: 'int', value: String(value) }, start, end }
  if ('regex' in node) return lowering.unsupported(node, 'a pattern alone', 'write `/pattern/.test(text)`')
  return constantSyntax(null, node)
}

function lowerName(name: string, span: Span, lowering: Lowering): Syntax {
  const binding = lowering.bindings.get(name)
  if (binding && 'local' in binding) return { kind: 'identifier', name: binding.local, ...span }
  if (binding) return { kind: 'identifier', name: binding.root, absolute: true, ...span }
  if (name === 'undefined') return constantSyntax(null, span)
  const constant = lowering.outer.constants(name)
  if (constant !== undefined) return constantSyntax(constant, span)
  if (rootNames.some((root) => root === name)) {
    return lowering.unsupported(span, `\`${name}\``, `take it from the function's parameter: \`({ ${name} }) => …\``)
  }
  return { kind: 'identifier', name, ...span }
}

function lowerTemplate(node: NodeOf<'TemplateLiteral'>, lowering: Lowering): Syntax {
  const span = { start: node.start, end: node.end }
  let joined: Syntax | undefined
  node.quasis.forEach((quasi, at) => {
    const written = quasi.value.cooked ?? ''
    const expression = node.expressions[at]
    const parts: Syntax[] = written === '' ? [] : [constantSyntax(written, span)]
    if (expression) parts.push(textOf(lowering.lower(expression)))
    for (const part of parts) {
      joined = joined ? { kind: 'arithmetic', operator: '+', left: joined, right: part, ...span } : part
    }
  })
  return joined ?? constantSyntax('', span)
}

function textOf(part: Syntax): Syntax {
  const { start, end } = part
  return { kind: 'call', name: 'text', nameSpan: { start, end }, arguments: [part], start, end }
}

function lowerMember(node: MemberExpression, lowering: Lowering): Syntax {
  const { start, end } = node
  const operand = lowering.lower(node.object)
  if (node.computed) return { kind: 'index', operand, index: lowering.lower(node.property), start, end }
  if (node.property.type === 'PrivateIdentifier') {
    return lowering.unsupported(node, 'a private member', 'use a property of the document')
  }
  const fieldSpan = { start: node.property.start, end: node.property.end }
  if (node.property.name === 'length') {
    return { kind: 'call', name: 'size', nameSpan: fieldSpan, target: operand, arguments: [], start, end }
  }
  return { kind: 'select', operand, field: node.property.name, fieldSpan, start, end }
}

function lowerLogic(node: NodeOf<'LogicalExpression'>, lowering: Lowering): Syntax {
  const { start, end } = node
  const left = lowering.lower(node.left)
  const right = lowering.lower(node.right)
  if (node.operator === '??') return { kind: 'coalesce', value: left, fallback: right, start, end }
  const kind = node.operator === '&&' ? 'and' : 'or'
  const flat = left.kind === kind && node.left.type === 'LogicalExpression' ? left.operands : [left]
  return { kind, operands: [...flat, right], start, end }
}

const comparisons = {
  '==': '==',
  '===': '==',
  '!=': '!=',
  '!==': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
} as const
const arithmetic = ['+', '-', '*', '%'] as const

function isPrivateTest(node: NodeOf<'BinaryExpression'>): node is PrivateInExpression {
  return (node.left.type as string) === 'PrivateIdentifier'
}

function lowerBinary(node: NodeOf<'BinaryExpression'>, lowering: Lowering): Syntax {
  const { start, end, operator } = node
  if (isPrivateTest(node)) return lowering.unsupported(node, 'a private member', 'use a property of the document')
  const left = lowering.lower(node.left)
  const right = lowering.lower(node.right)
  if (operator in comparisons) {
    return { kind: 'compare', operator: comparisons[operator as keyof typeof comparisons], left, right, start, end }
  }
  if (operator === 'in') return { kind: 'membership', element: left, container: right, start, end }
  if (operator === '/') {
    return { kind: 'arithmetic', operator: '/', left: fraction(left), right: fraction(right), start, end }
  }
  const known = arithmetic.find((candidate) => candidate === operator)
  if (known) return { kind: 'arithmetic', operator: known, left, right, start, end }
  return lowering.unsupported(node, `\`${operator}\``, 'use comparisons, `&&`, `||` and `+ - * / %`')
}

/** JavaScript divides into fractions, also whole numbers. */
function fraction(part: Syntax): Syntax {
  const { start, end } = part
  return { kind: 'call', name: 'double', nameSpan: { start, end }, arguments: [part], start, end }
}

function lowerUnary(node: NodeOf<'UnaryExpression'>, lowering: Lowering): Syntax {
  const { start, end, argument } = node
  if (node.operator === '!') return { kind: 'not', operand: lowering.lower(argument), start, end }
  if (node.operator === '+') return fraction(lowering.lower(argument))
  if (node.operator !== '-') {
    const instead = node.operator === 'typeof' ? 'use `typeName(value)`' : 'leave it out'
    return lowering.unsupported(node, `\`${node.operator}\``, instead)
  }
  if (argument.type === 'Literal' && typeof argument.value === 'number') return numberSyntax(-argument.value, node)
  return { kind: 'negate', operand: lowering.lower(argument), start, end }
}

function lowerArray(node: NodeOf<'ArrayExpression'>, lowering: Lowering): Syntax {
  const { start, end } = node
  const elements = node.elements.map((element) => {
    if (!element) return constantSyntax(null, node)
    if (element.type === 'SpreadElement')
      return lowering.unsupported(element, 'a spread', 'write the elements, or `[…] + list`')
    return lowering.lower(element)
  })
  return { kind: 'list', elements, start, end }
}

function lowerObject(node: NodeOf<'ObjectExpression'>, lowering: Lowering): Syntax {
  const { start, end } = node
  const entries = node.properties.flatMap((property) => {
    if (property.type === 'SpreadElement' || property.computed) {
      lowering.unsupported(property, 'a computed or spread key', 'write each key')
      return []
    }
    const { key } = property
    const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : ''
    return [{ key: constantSyntax(name, key), value: lowering.lower(property.value) }]
  })
  return { kind: 'map', entries, start, end }
}

function lowerNew(node: NodeOf<'NewExpression'>, lowering: Lowering): Syntax {
  const { start, end } = node
  const [argument] = node.arguments
  if (
    node.callee.type === 'Identifier' &&
    node.callee.name === 'Date' &&
    argument &&
    argument.type !== 'SpreadElement'
  ) {
    const nameSpan = { start: node.callee.start, end: node.callee.end }
    return { kind: 'call', name: 'timestamp', nameSpan, arguments: [lowering.lower(argument)], start, end }
  }
  return lowering.unsupported(node, '`new`', "use `now`, `new Date('2024-12-31')` or a helper of `escher`")
}
