import type { SyntaxOf } from '../syntax.js'
import type { CheckContext, Typed } from './context.js'

export function checkLiteral(syntax: SyntaxOf<'literal'>, context: CheckContext): Typed {
  const { value } = syntax
  const whole = value.of === 'int' || value.of === 'uint'
  if (whole && !context.scope.standard && !Number.isSafeInteger(Number(value.value))) {
    context.report('number-out-of-range', { number: value.value }, syntax)
  }
  const shape = { kind: value.of }
  return { node: { kind: 'literal', value, type: shape, range: context.range(syntax) }, shape }
}

export function checkMessage(syntax: SyntaxOf<'message'>, context: CheckContext): Typed {
  const instead = "conditions have no message types; write a map such as `{'key': 'value'}`"
  context.report('expression-syntax', { problem: 'a message cannot be made here', instead }, syntax)
  syntax.fields.forEach(context.check)
  return context.unknown(syntax)
}
