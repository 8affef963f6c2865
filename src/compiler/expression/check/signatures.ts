import type { Signature, SignatureType } from '../../../core/functions/index.js'
import { dyn, isNumber, isOpen, joinShapes, type Shape, shapeOfType } from './shapes.js'

type Bindings = Map<string, Shape>

/**
 * The result of calling an overload with values of these shapes, or undefined when it does not take them. `lenient`
 * lets whole numbers and fractions stand for one another, as they do in JSON.
 */
export function matchSignature(signature: Signature, values: readonly Shape[], lenient: boolean): Shape | undefined {
  if (signature.parameters.length !== values.length) return undefined
  const bindings: Bindings = new Map()
  const fits = signature.parameters.every(({ type }, at) => takes(type, values[at] ?? dyn, bindings, lenient))
  return fits ? resultShape(signature.result, bindings) : undefined
}

function takes(wanted: SignatureType, given: Shape, bindings: Bindings, lenient: boolean): boolean {
  if (wanted.kind === 'variable') return bind(wanted.name, given, bindings, lenient)
  if (isOpen(given) || wanted.kind === 'dyn') return true
  if (wanted.kind === 'list') return given.kind === 'list' && takes(wanted.items, given.items, bindings, lenient)
  if (wanted.kind === 'map') {
    if (given.kind === 'object') return true
    if (given.kind !== 'map') return false
    return takes(wanted.keys, given.keys, bindings, lenient) && takes(wanted.values, given.values, bindings, lenient)
  }
  return wanted.kind === given.kind || (lenient && isNumber({ kind: wanted.kind } as Shape) && isNumber(given))
}

function bind(name: string, given: Shape, bindings: Bindings, lenient: boolean): boolean {
  const bound = bindings.get(name)
  if (!bound || isOpen(bound)) {
    bindings.set(name, given)
    return true
  }
  if (lenient && isNumber(bound) && isNumber(given)) {
    if (bound.kind !== given.kind) bindings.set(name, { kind: 'double' })
    return true
  }
  return isOpen(given) || joinShapes([bound, given]).kind === bound.kind
}

function resultShape(result: SignatureType, bindings: Bindings): Shape {
  if (result.kind === 'variable') return bindings.get(result.name) ?? dyn
  if (result.kind === 'list') return { kind: 'list', items: resultShape(result.items, bindings) }
  if (result.kind === 'map') {
    return { kind: 'map', keys: resultShape(result.keys, bindings), values: resultShape(result.values, bindings) }
  }
  return shapeOfType(result)
}
