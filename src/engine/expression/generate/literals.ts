import type { ListNode, LiteralNode, MapNode } from '../../../core/expression.js'
import { MapValue, TypeValue, Unsigned } from '../values/index.js'
import { type Context, type Generation, settled, type ValueCode } from './generation.js'

export function literalValue(node: LiteralNode, { generation }: Context): ValueCode {
  return { code: literalCode(node, generation), certain: node.value.of !== 'null' || !generation.standard }
}

/** The value that a literal stands for, as evaluation has it. */
export function literalConstant({ value }: LiteralNode, standard: boolean): unknown {
  switch (value.of) {
    case 'null':
      return null
    case 'type':
      return new TypeValue(value.name)
    case 'bytes':
      return new Uint8Array(Buffer.from(value.value, 'base64'))
    case 'int':
      return standard ? BigInt(value.value) : Number(value.value)
    case 'uint':
      return standard ? new Unsigned(BigInt(value.value)) : Number(value.value)
    case 'double':
      return Number(value.value)
    default:
      return value.value
  }
}

function literalCode(node: LiteralNode, generation: Generation): string {
  const constant = literalConstant(node, generation.standard)
  if (constant === null || typeof constant === 'boolean') return String(constant)
  if (typeof constant === 'string') return JSON.stringify(constant)
  if (typeof constant === 'number' && Number.isFinite(constant))
    return Object.is(constant, -0) ? '-0' : String(constant)
  return generation.bind(constant)
}

/** `[a, b]`; unknown when an element is. */
export function listValue(node: ListNode, context: Context): ValueCode {
  const values = node.elements.map((element) => context.generate.value(element, context))
  const list = `[${values.map(settled).join(', ')}]`
  if (values.every(({ certain }) => certain)) return { code: list, certain: true }
  return { code: `${context.generation.bind(allKnown)}(${list})`, certain: false }
}

function allKnown(values: readonly unknown[]): readonly unknown[] | undefined {
  return values.includes(undefined) ? undefined : values
}

/** `{key: value}`; unknown when a part is, when a key cannot be one, and when one is there twice. */
export function mapValue(node: MapNode, context: Context): ValueCode {
  const parts = node.entries.map(({ key, value }) => {
    const codes = [key, value].map((part) => settled(context.generate.value(part, context)))
    return `[${codes.join(', ')}]`
  })
  return { code: `${context.generation.bind(mapOf)}([${parts.join(', ')}])`, certain: false }
}

/** A map of entries; undefined when they do not make one. */
export function mapOf(entries: readonly (readonly [key: unknown, value: unknown])[]): MapValue | undefined {
  const map = new MapValue()
  for (const [key, value] of entries) {
    if (typeof key === 'number' && !Number.isInteger(key)) return undefined
    if (value === undefined || !map.add(key, value)) return undefined
  }
  return map
}
