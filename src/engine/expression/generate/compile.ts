import { type ExpressionNode, walkExpression } from '../../../core/expression.js'
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
  if (semantics === 'standard' || usesLinks(root)) return build(root, question, { semantics, guarded: true })
  let guarded: Evaluator | undefined
  const whole = build(root, question, { semantics, guarded: false })
  return (scope) => {
    if (scope.resource.unread === undefined) return whole(scope)
    guarded ??= build(root, question, { semantics, guarded: true })
    return guarded(scope)
  }
}

/** Linked resources can have unread parts though the resource itself has none. */
function usesLinks(root: ExpressionNode): boolean {
  let found = false
  walkExpression(root, ({ kind }) => {
    found ||= kind === 'link'
  })
  return found
}

function build(
  root: ExpressionNode,
  question: Question,
  options: { readonly semantics: Semantics; readonly guarded: boolean },
): Evaluator {
  const generation = new Generation(options.semantics, options.guarded)
  const context: Context = { generation, locals: new Map(), generate: generator }
  const document = options.guarded ? `${generation.bind(guardedDocument)}(r)` : 'r.properties'
  const opening = generation.standard ? '' : `const r = s.resource; const p = ${document};`
  const main = generation.define(['s'], () => {
    const code = questionCode(root, question, context)
    return `${generation.standard ? 'const r = undefined, p = undefined;' : opening} return ${code};`
  })
  const names = generation.constants.map((_, at) => `k${at}`)
  const source = `"use strict"; ${generation.functions.join('\n')} return ${main};`
  return new Function(...names, source)(...generation.constants) as Evaluator
}
