import type { CallExpression, Expression as EsExpression, MemberExpression } from 'oxc-parser'
import type { MacroName, Span, Syntax } from '../syntax.js'
import { constantSyntax } from './constants.js'
import { lowerLambda } from './functions.js'
import type { Lowering } from './lowering.js'

const macros: Readonly<Record<string, MacroName>> = { some: 'exists', every: 'all', filter: 'filter', map: 'map' }

/** JavaScript's methods whose counterpart has another name. */
const renamed: Readonly<Record<string, string>> = {
  toLowerCase: 'lower',
  toUpperCase: 'upper',
  replaceAll: 'replace',
  toString: 'text',
  flat: 'flatten',
}

/** Static functions of JavaScript's own objects, and what they are here. */
const statics: Readonly<Record<string, string>> = {
  'Object.keys': 'keys',
  'Object.values': 'values',
  'Math.max': 'max',
  'Math.min': 'min',
  'JSON.parse': 'parseJson',
}

const globals: Readonly<Record<string, string>> = {
  Number: 'double',
  String: 'text',
  Boolean: 'isTruthy',
  decodeURIComponent: 'urlDecode',
}

/** A call: a method of lists and texts, a helper of `escher`, a statistic of a metric. */
export function lowerCall(node: CallExpression, lowering: Lowering): Syntax {
  const { callee } = node
  if (callee.type === 'Identifier') return lowerNamedCall(node, callee.name, lowering)
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') {
    return lowering.unsupported(node, 'a call of something that is not a name', 'call a helper of `escher` by its name')
  }
  return lowerMethod(node, callee, callee.property, lowering)
}

function lowerNamedCall(node: CallExpression, name: string, lowering: Lowering): Syntax {
  const known = lowering.outer.helpers.get(name) ?? (Object.hasOwn(globals, name) ? globals[name] : undefined)
  if (known === undefined) {
    return lowering.unsupported(
      node.callee,
      `\`${name}()\``,
      `import it from 'escher' if it is one of its helpers; nothing else can be called`,
    )
  }
  return call(known, node, node.callee, lowering)
}

function call(name: string, node: CallExpression, named: Span, lowering: Lowering, target?: Syntax): Syntax {
  return {
    kind: 'call',
    name,
    nameSpan: { start: named.start, end: named.end },
    ...(target ? { target } : {}),
    arguments: argumentsOf(node, lowering).map(lowering.lower),
    start: node.start,
    end: node.end,
  }
}

function argumentsOf(node: CallExpression, lowering: Lowering): EsExpression[] {
  return node.arguments.flatMap((argument) => {
    if (argument.type !== 'SpreadElement') return [argument]
    lowering.unsupported(argument, 'a spread', 'pass the values one by one')
    return []
  })
}

function lowerMethod(
  node: CallExpression,
  callee: MemberExpression,
  property: Span & { readonly name: string },
  lowering: Lowering,
): Syntax {
  const { name } = property
  const { object } = callee
  const owner = object.type === 'Identifier' && !lowering.bindings.has(object.name) ? object.name : undefined
  const known = owner === undefined ? undefined : statics[`${owner}.${name}`]
  if (known) return call(known, node, property, lowering)
  if (object.type === 'Literal' && 'regex' in object) return lowerTest(node, object, name, lowering)
  const target = lowering.lower(object)
  const macro = Object.hasOwn(macros, name) ? macros[name] : undefined
  if (macro) return lowerMacro(node, macro, target, lowering)
  if (name === 'find') return wrap('first', lowerMacro(node, 'filter', target, lowering))
  if (name === 'flatMap') return wrap('flatten', lowerMacro(node, 'map', target, lowering))
  if (name === 'includes') return lowerIncludes(node, target, lowering)
  return call(Object.hasOwn(renamed, name) ? (renamed[name] ?? name) : name, node, property, lowering, target)
}

function wrap(name: string, part: Syntax): Syntax {
  const { start, end } = part
  return { kind: 'call', name, nameSpan: { start, end }, arguments: [part], start, end }
}

function lowerIncludes(node: CallExpression, container: Syntax, lowering: Lowering): Syntax {
  const [element, ...others] = argumentsOf(node, lowering)
  if (!element || others.length > 0) return lowering.unsupported(node, 'this use of `includes`', 'pass it one value')
  return { kind: 'includes', container, element: lowering.lower(element), start: node.start, end: node.end }
}

function lowerMacro(node: CallExpression, macro: MacroName, operand: Syntax, lowering: Lowering): Syntax {
  const [argument] = node.arguments
  const method = node.callee.type === 'MemberExpression' ? 'this method' : 'this call'
  if (argument?.type !== 'ArrowFunctionExpression' || node.arguments.length > 1) {
    return lowering.unsupported(
      node,
      `${method} without an arrow function`,
      "write something like `list.some((item) => item.Name === 'a')`",
    )
  }
  const lambda = lowerLambda(argument, lowering)
  if (!lambda) return { kind: 'unreadable', start: node.start, end: node.end }
  return { kind: 'comprehension', macro, operand, ...lambda, start: node.start, end: node.end }
}

/** `/pattern/i.test(text)` */
function lowerTest(
  node: CallExpression,
  literal: Span & { readonly regex: { readonly pattern: string; readonly flags: string } },
  method: string,
  lowering: Lowering,
): Syntax {
  const { pattern, flags } = literal.regex
  const [text, ...others] = argumentsOf(node, lowering)
  const allowed = flags.replace(/[ims]/g, '')
  if (method !== 'test' || !text || others.length > 0 || allowed !== '') {
    return lowering.unsupported(
      node,
      'this use of a pattern',
      'write `/pattern/.test(text)`, with the flags i, m and s at most',
    )
  }
  const written = flags === '' ? pattern : `(?${flags})${pattern}`
  const span = { start: literal.start, end: literal.end }
  const values = [constantSyntax(written.replaceAll('\\/', '/'), span)]
  const target = lowering.lower(text)
  return { kind: 'call', name: 'matches', nameSpan: span, target, arguments: values, start: node.start, end: node.end }
}
