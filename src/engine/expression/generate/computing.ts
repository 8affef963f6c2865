import type { ArithmeticNode, CallNode, CoalesceNode, ExpressionNode, NegateNode } from '../../../core/expression.js'
import { type FunctionName, functionTable } from '../../../core/functions/index.js'
import { implementations, patternTest } from '../functions/index.js'
import { fromText, isWrittenAsText } from '../runtime.js'
import { negate, timestampOf, Unsigned } from '../values/index.js'
import { type Context, settled, type ValueCode } from './generation.js'

function isWhole(node: ExpressionNode): boolean {
  return node.type.kind === 'int' || node.type.kind === 'uint'
}

/** A value in a variable that must be neither unknown nor null, and code that sets it and tells whether it is. */
function presentValue(node: ExpressionNode, context: Context): { readonly name: string; readonly test: string } {
  const name = context.generation.temporary()
  return { name, test: `(${name} = ${context.generate.value(node, context).code}) != null` }
}

export function arithmeticValue(node: ArithmeticNode, context: Context): ValueCode {
  const { generation } = context
  const left = presentValue(node.left, context)
  const right = presentValue(node.right, context)
  const whole = isWhole(node.left) && isWhole(node.right)
  const compute = generation.bind(generation.runtime.arithmetic)
  const call = `${compute}(${JSON.stringify(node.operator)}, ${left.name}, ${right.name}, ${whole})`
  return { code: `(${left.test} && ${right.test} ? ${call} : undefined)`, certain: false }
}

export function negateValue(node: NegateNode, context: Context): ValueCode {
  const operand = presentValue(node.operand, context)
  return { code: `(${operand.test} ? ${context.generation.bind(negate)}(${operand.name}) : undefined)`, certain: false }
}

/** `value ?? fallback` */
export function coalesceValue(node: CoalesceNode, context: Context): ValueCode {
  const { generate, generation } = context
  const value = generate.value(node.value, context)
  const fallback = generate.value(node.fallback, context)
  if (value.certain) return { code: `(${value.code} ?? ${fallback.code})`, certain: fallback.certain }
  const name = generation.temporary()
  return { code: `((${name} = ${value.code}) === null ? ${settled(fallback)} : ${name})`, certain: false }
}

/** A call of a function of the table. */
export function callValue(node: CallNode, context: Context): ValueCode {
  const { generation, generate } = context
  const name = node.function as FunctionName
  if (name === 'orElse') {
    const [value, fallback] = node.arguments
    if (value && fallback) return coalesceValue({ ...node, kind: 'coalesce', value, fallback }, context)
  }
  const pattern = literalPatternTest(node)
  const values = pattern ? node.arguments.slice(0, 1) : node.arguments
  const { takesNull } = implementations[name]
  const accepts = takesNull && (!generation.standard || nullIsValue.has(name))
  const sides = values.map((value) => {
    if (!accepts) return { ...presentValue(value, context) }
    const temporary = generation.temporary()
    return { name: temporary, test: `(${temporary} = ${settled(generate.value(value, context))}) !== undefined` }
  })
  const inputs = sides.map((side) => side.name)
  if (functionTable[name].usesNow) inputs.push(`${generation.bind(timestampOf)}(s.now)`)
  const callee = generation.bind(pattern ?? boundFunction(node, context))
  const tests = sides.map(({ test }) => test).join(' && ') || 'true'
  return { code: `(${tests} ? ${callee}(${inputs.join(', ')}) : undefined)`, certain: false }
}

/** `matches` with a literal pattern is compiled when the code is. */
function literalPatternTest(node: CallNode): ((text: unknown) => boolean | undefined) | undefined {
  const pattern = node.arguments[1]
  if (node.function !== 'matches' || pattern?.kind !== 'literal' || pattern.value.of !== 'string') return undefined
  const test = patternTest(pattern.value.value)
  if (!test) return undefined
  return (text) => (typeof text === 'string' ? test(text) : text === null ? false : undefined)
}

/** The function with its result in the numbers of the semantics. */
export function boundFunction(
  node: Pick<CallNode, 'function' | 'type'>,
  { generation }: { readonly generation: { readonly standard: boolean } },
): (...values: unknown[]) => unknown {
  const { call, takesNull } = implementations[node.function as FunctionName]
  const { type } = node
  if (generation.standard) {
    const exact = type.kind === 'int'
    const strict = takesNull && !nullIsValue.has(node.function)
    return (...values) => {
      if (strict && values.includes(null)) return undefined
      const result = call(...values)
      return exact && typeof result === 'number' ? BigInt(result) : result
    }
  }
  if (isWrittenAsText(type)) return (...values) => fromText(type.kind, call(...values))
  const numeric = type.kind === 'int' || type.kind === 'uint' || type.kind === 'dyn'
  return numeric ? (...values) => documentNumber(call(...values)) : call
}

/** Functions of standard CEL that take null as a value. */
const nullIsValue = new Set<string>(['type', 'dyn'])

/** Documents know JavaScript's numbers only; beyond 2⁵³ there is no exact one. */
function documentNumber(result: unknown): unknown {
  const whole = result instanceof Unsigned ? result.value : result
  if (typeof whole !== 'bigint') return result
  const number = Number(whole)
  return Number.isSafeInteger(number) ? number : undefined
}
