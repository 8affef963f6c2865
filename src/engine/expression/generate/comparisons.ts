import type { CompareNode, ExpressionNode, MembershipNode } from '../../../core/expression.js'
import { equals, order } from '../values/index.js'
import { type Context, quick, settled, type ValueCode } from './generation.js'

type Wanted = boolean

/** Code that is true exactly when the comparison certainly has the wanted outcome. */
export function certainComparison(node: CompareNode, wanted: Wanted, context: Context): string {
  if (node.operator === '==' || node.operator === '!=') {
    return equalityCode(node, (node.operator === '==') === wanted, context)
  }
  return orderCode(node, wanted, context)
}

/** Code for the outcome of a comparison, `undefined` when unknown. */
export function comparisonTruth(node: CompareNode, context: Context): string {
  const left = knownValue(node.left, context)
  const right = knownValue(node.right, context)
  const outcome =
    node.operator === '==' || node.operator === '!='
      ? `${node.operator === '!=' ? '!' : ''}${context.generation.bind(equals)}(${left.name}, ${right.name})`
      : `${context.generation.bind(orderTests[node.operator])}(${left.name}, ${right.name})`
  return `(${left.test} && ${right.test} ? ${outcome} : undefined)`
}

const orderTests = {
  '<': ordered((comparison) => comparison < 0),
  '<=': ordered((comparison) => comparison <= 0),
  '>': ordered((comparison) => comparison > 0),
  '>=': ordered((comparison) => comparison >= 0),
} as const

function ordered(test: (comparison: number) => boolean) {
  return (left: unknown, right: unknown): boolean | undefined => {
    const comparison = order(left, right)
    return comparison === undefined ? undefined : test(comparison)
  }
}

/** The value in a variable, and code that sets it and tells whether it is known. */
function knownValue(node: ExpressionNode, context: Context): { readonly name: string; readonly test: string } {
  const name = context.generation.temporary()
  return { name, test: `(${name} = ${settled(context.generate.value(node, context))}) !== undefined` }
}

/** A literal that JavaScript's `===` compares exactly as CEL does. */
function isScalarLiteral(node: ExpressionNode, standard: boolean): boolean {
  if (node.kind !== 'literal') return false
  const { of } = node.value
  return of === 'string' || of === 'bool' || (!standard && (of === 'int' || of === 'double'))
}

function isNullLiteral(node: ExpressionNode): boolean {
  return node.kind === 'literal' && node.value.of === 'null'
}

function equalityCode(node: CompareNode, equal: boolean, context: Context): string {
  const { standard } = context.generation
  const [subject, literal] =
    isScalarLiteral(node.left, standard) || isNullLiteral(node.left) ? [node.right, node.left] : [node.left, node.right]
  if (isScalarLiteral(literal, standard)) return scalarEquality(subject, literal, equal, context)
  if (isNullLiteral(literal)) return nullTest(context.generate.value(subject, context), equal, context)
  const scalars = !standard && isScalarType(node.left) && isScalarType(node.right)
  const left = context.generate.value(node.left, context)
  const right = context.generate.value(node.right, context)
  if (scalars && left.certain && right.certain) return `(${settled(left)} ${equal ? '===' : '!=='} ${settled(right)})`
  const first = knownValue(node.left, context)
  const second = knownValue(node.right, context)
  const test = `${equal ? '' : '!'}${context.generation.bind(equals)}(${first.name}, ${second.name})`
  return `(${first.test} && ${second.test} && ${test})`
}

function isScalarType({ type }: ExpressionNode): boolean {
  return ['string', 'bool', 'int', 'uint', 'double'].includes(type.kind)
}

function scalarEquality(subject: ExpressionNode, literal: ExpressionNode, equal: boolean, context: Context): string {
  const value = context.generate.value(subject, context)
  const { code } = context.generate.value(literal, context)
  if (equal) return `(${quick(value)} === ${code})`
  if (value.certain) return `(${value.code} !== ${code})`
  const name = context.generation.temporary()
  return `((${name} = ${value.code}) !== undefined && ${name} !== ${code})`
}

function nullTest(value: ValueCode, equal: boolean, { generation }: Context): string {
  if (value.certain) return `(${value.code} ${equal ? '==' : '!='} null)`
  if (equal) return `(${value.code} === null)`
  const name = generation.temporary()
  return `((${name} = ${value.code}) !== undefined && ${name} !== null)`
}

function isNumberType({ type }: ExpressionNode): boolean {
  return type.kind === 'int' || type.kind === 'uint' || type.kind === 'double'
}

function orderCode(node: CompareNode, wanted: Wanted, context: Context): string {
  const { generation, generate } = context
  if (generation.standard || !isNumberType(node.left) || !isNumberType(node.right)) {
    return `(${comparisonTruth(node, context)} === ${wanted})`
  }
  const sides = [node.left, node.right].map((side) => {
    if (side.kind === 'literal') return { name: generate.value(side, context).code, test: undefined }
    const name = generation.temporary()
    return { name, test: `typeof (${name} = ${quick(generate.value(side, context))}) === "number"` }
  })
  const tests = sides.flatMap(({ test }) => test ?? [])
  const comparison = `(${sides[0]?.name} ${node.operator} ${sides[1]?.name})`
  return `(${[...tests, wanted ? comparison : `!${comparison}`].join(' && ')})`
}

/** `element in container` */
export function membershipTruth(node: MembershipNode, context: Context): string {
  const { generation } = context
  const set = generation.standard ? undefined : literalSet(node.container)
  const element = knownValue(node.element, context)
  if (set) return `(${element.test} ? ${generation.bind(set)}.has(${element.name}) : undefined)`
  const container = knownValue(node.container, context)
  const test = `${generation.bind(generation.runtime.isMember)}(${element.name}, ${container.name})`
  return `(${element.test} && ${container.test} ? ${test} : undefined)`
}

/** Code that is true exactly when the element certainly is in the container, or certainly is not. */
export function certainMembership(node: MembershipNode, wanted: boolean, context: Context): string {
  const { generation, generate } = context
  const { element, container } = node
  if (!generation.standard && element.kind === 'literal' && element.value.of === 'string') {
    const { code } = generate.value(container, context)
    if (code === 'r.tags') {
      const test = `${generation.bind(Object.hasOwn)}(r.tags, ${JSON.stringify(element.value.value)})`
      return wanted ? test : `!${test}`
    }
  }
  const set = generation.standard ? undefined : literalSet(container)
  if (set && wanted) return `${generation.bind(set)}.has(${quick(generate.value(element, context))})`
  return `(${membershipTruth(node, context)} === ${wanted})`
}

/** The elements of a list of literals, as a set that answers like `==`. */
function literalSet(container: ExpressionNode): Set<unknown> | undefined {
  if (container.kind !== 'list') return undefined
  const values = container.elements.flatMap((element): unknown[] => {
    if (element.kind !== 'literal' || !isScalarLiteral(element, false)) return []
    const { value } = element
    if (value.of === 'string' || value.of === 'bool') return [value.value]
    return value.of === 'int' || value.of === 'double' ? [Number(value.value)] : []
  })
  return values.length === container.elements.length ? new Set(values) : undefined
}
