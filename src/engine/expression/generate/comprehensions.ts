import type { ComprehensionNode, LetNode } from '../../../core/expression.js'
import { type Context, type Locals, settled, type ValueCode } from './generation.js'

/** What every generated function takes: scope, resource, document, and the names around it. */
function parametersOf(locals: Locals): string[] {
  return ['s', 'r', 'p', ...[...locals.values()].map(({ code }) => code)]
}

/** Opens a loop over the operand; `unknown` is returned when there is nothing to go over. */
function overElements(
  node: ComprehensionNode,
  context: Context,
  unknown: string,
  loop: (inner: Context) => string,
): string {
  const { generation, generate, locals } = context
  const outer = parametersOf(locals)
  const element = generation.local()
  const name = generation.define([...new Set(outer)], () => {
    const inner: Context = { ...context, locals: new Map(locals).set(node.variable, { code: element, certain: true }) }
    const operand = settled(generate.value(node.operand, context))
    const elements = generation.bind(generation.runtime.elements)
    return `const source = ${operand}; if (source === undefined) return ${unknown};
      const list = Array.isArray(source) ? source : ${elements}(source); if (list === undefined) return ${unknown};
      ${loop(inner).replaceAll('ELEMENT', element)}`
  })
  return `${name}(${[...new Set(outer)].join(', ')})`
}

const eachElement = 'for (let i = 0; i < list.length; i++) { const ELEMENT = list[i];'

/** Code that is true exactly when the macro certainly has the wanted outcome. */
export function certainComprehension(node: ComprehensionNode, wanted: boolean, context: Context): string {
  if (node.macro !== 'all' && node.macro !== 'exists') return `(${comprehensionTruth(node, context)} === ${wanted})`
  const one = (node.macro === 'exists') === wanted
  return overElements(node, context, 'false', (inner) => {
    const body = inner.generate.certainly(node.body, wanted, inner)
    return one
      ? `${eachElement} if (${body}) return true; } return false;`
      : `${eachElement} if (!${body}) return false; } return true;`
  })
}

/** Code for the outcome of `all`, `exists` and `exists_one`, `undefined` when unknown. */
export function comprehensionTruth(node: ComprehensionNode, context: Context): string {
  return overElements(node, context, 'undefined', (inner) => {
    const body = inner.generate.truth(node.body, inner)
    if (node.macro === 'exists_one') {
      return `let found = 0; ${eachElement} const b = ${body}; if (b === undefined) return undefined; if (b) found++; }
        return found === 1;`
    }
    const deciding = node.macro === 'exists'
    return `let outcome = ${!deciding}; ${eachElement} const b = ${body}; if (b === ${deciding}) return ${deciding};
      if (b === undefined) outcome = undefined; } return outcome;`
  })
}

/** `filter` and `map`: a list, unknown when any of its parts is. */
export function comprehensionValue(node: ComprehensionNode, context: Context): ValueCode {
  const code = overElements(node, context, 'undefined', (inner) => {
    const condition = node.macro === 'filter' ? node.body : node.where
    const test = condition
      ? `const b = ${inner.generate.truth(condition, inner)}; if (b === undefined) return undefined; if (!b) continue;`
      : ''
    const value = node.macro === 'filter' ? 'ELEMENT' : settled(inner.generate.value(node.body, inner))
    return `const results = []; ${eachElement} ${test} const value = ${value}; if (value === undefined) return undefined;
      results.push(value); } return results;`
  })
  return { code, certain: false }
}

/** The value of a `let` in a variable, and the context in which its body stands. */
export function openLet(node: LetNode, context: Context): { readonly code: string; readonly inner: Context } {
  const { generation, generate, locals } = context
  const name = generation.temporary()
  const inner = { ...context, locals: new Map(locals).set(node.name, { code: name, certain: false }) }
  return { code: `(${name} = ${settled(generate.value(node.value, context))})`, inner }
}
