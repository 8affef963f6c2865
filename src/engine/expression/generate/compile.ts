import { type ExpressionNode, someNode } from '../../../core/expression.js'
import { isOfResource } from '../roots.js'
import type { EvaluationScope, Semantics } from '../scope.js'
import { guardedDocument } from '../values/index.js'
import { type Context, Generation, settled } from './generation.js'
import { generator } from './generator.js'

/** Generated code for one question about an expression. */
export type Evaluator = (scope: EvaluationScope) => unknown

/** What the code answers: the value, the value where a boolean is needed, or whether it certainly is true, or false. */
export type Question = 'value' | 'truth' | 'certainly-true' | 'certainly-false'

function questionCode(root: ExpressionNode, question: Question, context: Context): string {
  if (question === 'value') return settled(generator.value(root, context))
  if (question === 'truth') return generator.truth(root, context)
  return generator.certainly(root, question === 'certainly-true', context)
}

/**
 * Compiles an expression to a JavaScript function. Resources that were read whole take code without checks for unread
 * parts; the other code is made when the first resource needs it.
 */
export function compileQuestion(root: ExpressionNode, question: Question, semantics: Semantics): Evaluator {
  return build(root, question, { semantics, guarded: semantics === 'standard' || seesOthers(root) })
}

/** True where other resources are looked at, by links or variables: they can have unread parts though the resource has none. */
function seesOthers(root: ExpressionNode): boolean {
  return someNode(
    root,
    (node) => node.kind === 'link' || (node.kind === 'variable' && node.scope === 'root' && !isOfResource(node.name)),
  )
}

function build(
  root: ExpressionNode,
  question: Question,
  options: { readonly semantics: Semantics; readonly guarded: boolean },
): Evaluator {
  const generation = new Generation(options.semantics, options.guarded)
  const context: Context = { generation, locals: new Map(), generate: generator }
  const main = generation.define(['s'], () => {
    const opening = openingCode(generation, () => build(root, question, { ...options, guarded: true }))
    return `${opening} return ${questionCode(root, question, context)};`
  })
  const names = generation.constants.map((_, at) => `k${at}`)
  const source = `"use strict"; ${generation.functions.join('\n')} return ${main};`
  return new Function(...names, source)(...generation.constants) as Evaluator
}

/** Declares scope, resource and document; code without guards hands over to code that has them when it must. */
function openingCode(generation: Generation, buildGuarded: () => Evaluator): string {
  if (generation.standard) return 'const r = undefined, p = undefined;'
  if (generation.guarded) return `const r = s.resource, p = ${generation.bind(guardedDocument)}(r);`
  let guarded: Evaluator | undefined
  const handOver: Evaluator = (scope) => {
    guarded ??= buildGuarded()
    return guarded(scope)
  }
  return `const r = s.resource; if (r.unread !== undefined) return ${generation.bind(handOver)}(s); const p = r.properties;`
}
