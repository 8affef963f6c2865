import type { ObjectSchema, TypeSchema } from '../../../../core/schema.js'
import { closestName, suggestionText } from '../../../suggestion.js'
import {
  all,
  always,
  any,
  type Cel,
  call,
  choose,
  element,
  filter,
  literal,
  map,
  member,
  not,
  nothing,
  primary,
  relation,
} from '../cel.js'
import {
  constantOperand,
  type Elements,
  missingOperand,
  type Operand,
  type Operands,
  present,
  variableFor,
} from '../operand.js'
import { Refusal } from '../refusal.js'
import { compareJmesPath, jmesPathTruth } from './conditions.js'
import { lowerFunction } from './functions.js'
import type { JmesPath } from './syntax.js'

type Projection = Extract<JmesPath, { kind: 'projection' }>

/** Lowers one JMESPath expression to CEL against a resource type's schema; `source` is its text, for messages. */
export class JmesPathLowering {
  readonly #operands: Operands
  readonly #source: string

  constructor(operands: Operands, source: string) {
    this.#operands = operands
    this.#source = source
  }

  /** The value that the expression has of `on`; throws `Refusal` where CEL has no counterpart. */
  lower(tree: JmesPath, on: Operand): Operand {
    switch (tree.kind) {
      case 'current':
        return on
      case 'field':
        return this.#field(on, tree.name)
      case 'index':
        return this.#index(on, tree.position)
      case 'chain':
      case 'pipe':
        return this.lower(tree.right, this.lower(tree.left, on))
      case 'flatten':
        return this.#flatten(this.lower(tree.left, on))
      case 'projection':
        return this.#projection(tree, on)
      case 'literal':
        return constantOperand(tree.value)
      case 'function':
        return this.#function(tree, on)
      case 'comparison':
        return present('boolean', compareJmesPath(tree.operator, this.lower(tree.left, on), this.lower(tree.right, on)))
      case 'not':
        return present('boolean', not(jmesPathTruth(this.lower(tree.operand, on))))
      case 'or':
      case 'and':
        return this.#either(tree.kind, this.lower(tree.left, on), this.lower(tree.right, on))
      case 'slice':
        return this.#slice(on, tree.parts)
      default:
        throw this.#unsupported(constructs[tree.kind])
    }
  }

  #function({ name, inputs }: Extract<JmesPath, { kind: 'function' }>, on: Operand): Operand {
    const lowered = inputs.map((input) => this.lower(input, on))
    return lowerFunction({ name, inputs: lowered, source: this.#source }, this.#operands)
  }

  #unsupported(construct: string): Refusal {
    return new Refusal('custodian-key', this.#source, `${construct} has no counterpart in conditions`)
  }

  #field(on: Operand, name: string): Operand {
    const { schema } = on
    if (on.shape === 'unknown') return this.#part(on, member(on.cel, name), { type: 'any' })
    if (schema.type === 'map') return this.#part(on, member(on.cel, name), schema.values)
    if (schema.type !== 'object') return missingOperand
    const known = propertyOf(schema, name)
    if (known) return this.#part(on, member(on.cel, name), known)
    const near = closestName(name, Object.keys(schema.properties))
    const help = suggestionText(near, 'its reference page lists those it has')
    throw new Refusal('custodian-property', name, `the resource type has no such property; ${help}`)
  }

  /** A part of a value; missing with it where it cannot be asked of a missing one. */
  #part(whole: Operand, cel: Cel, schema: TypeSchema): Operand {
    const part = this.#operands.of(cel, schema)
    return whole.total ? part : { ...part, missing: any([whole.missing, part.missing]), total: false }
  }

  #index(on: Operand, position: number): Operand {
    if (!on.elements) return missingOperand
    const { schema } = on.elements
    if (position === 0 || position === -1) {
      return this.#part(on, call(position === 0 ? 'first' : 'last', on.cel), schema)
    }
    const size = call('size', on.cel)
    const [inRange, place] =
      position > 0
        ? [relation(size, '>', literal(position)), literal(position)]
        : [relation(size, '>=', literal(-position)), primary(`${size.text} - ${-position}`)]
    return this.#part(on, choose(inRange, element(on.cel, place), nothing), schema)
  }

  /** `[:]` and `[0:]` take the whole list. */
  #slice(on: Operand, parts: readonly (number | undefined)[]): Operand {
    const [from, to, step] = parts
    if ((from ?? 0) !== 0 || to !== undefined || (step ?? 1) !== 1) throw this.#unsupported('a slice')
    return on.elements ? on : missingOperand
  }

  /** A list in which elements that are lists give way to their own elements. */
  #flatten(on: Operand): Operand {
    const { elements } = on
    if (!elements) return missingOperand
    if (elements.shape !== 'list' && elements.shape !== 'unknown') return on
    const items: TypeSchema = elements.schema.type === 'list' ? elements.schema.items : { type: 'any' }
    const flat = this.#operands.of(call('flatten', on.cel), { type: 'list', items })
    const some: Elements['some'] = (predicate) => elements.some((inner) => inner.elements?.some(predicate) ?? nothing)
    const nested = elements.shape === 'list' && flat.elements ? { elements: { ...flat.elements, some } } : {}
    return { ...flat, ...nested, missing: on.shape === 'unknown' ? this.#notAList(on) : on.missing }
  }

  #notAList(on: Operand): Cel {
    return relation(call('typeName', on.cel), '!=', literal('list'))
  }

  #projection(tree: Projection, on: Operand): Operand {
    const base = this.#projected(tree, this.lower(tree.left, on))
    if (!base.elements) return missingOperand
    const { elements } = base
    const where = (item: Operand) => (tree.condition ? jmesPathTruth(this.lower(tree.condition, item)) : always)
    const value = (item: Operand) => this.lower(tree.right, item)
    const variable = variableFor(base.cel)
    const sample = this.#operands.of(primary(variable), elements.schema)
    const result = value(sample)
    const unchanged = result.cel.text === variable
    const kept = filter(base.cel, variable, all([where(sample), unchanged ? always : not(result.missing)]))
    const list = this.#operands.of(map(kept, variable, result.cel), { type: 'list', items: schemaOf(result) })
    const some: Elements['some'] = (predicate) => elements.some((item) => all([where(item), predicate(value(item))]))
    const missing = base.shape === 'unknown' ? this.#notAList(base) : base.missing
    return { ...list, missing, elements: { shape: result.shape, schema: schemaOf(result), some } }
  }

  #projected(tree: Projection, on: Operand): Operand {
    if (tree.over === 'list') return on
    const { schema } = on
    if (schema.type !== 'map') throw this.#unsupported('`*` over the properties of an object')
    return { ...this.#operands.of(call('values', on.cel), { type: 'list', items: schema.values }), missing: on.missing }
  }

  #either(kind: 'or' | 'and', left: Operand, right: Operand): Operand {
    const truth = jmesPathTruth(left)
    const [whenTrue, whenFalse] = kind === 'or' ? [left, right] : [right, left]
    return {
      shape: left.shape === right.shape ? left.shape : 'unknown',
      cel: choose(truth, whenTrue.cel, whenFalse.cel),
      missing: choose(truth, whenTrue.missing, whenFalse.missing),
      total: left.total && right.total,
      schema: left.shape === right.shape ? left.schema : { type: 'any' },
    }
  }
}

const constructs = {
  select: 'a multi-select list `[a, b]`',
  object: 'a multi-select object `{a: b}`',
  reference: 'an expression reference `&`',
} as const

function propertyOf(schema: ObjectSchema, name: string): TypeSchema | undefined {
  if (Object.hasOwn(schema.properties, name)) return schema.properties[name]
  return schema.open ? { type: 'any' } : undefined
}

/** The schema of a computed value, which operands of shapes without one do not carry. */
function schemaOf({ shape, schema }: Operand): Operand['schema'] {
  if (schema.type !== 'any') return schema
  switch (shape) {
    case 'text':
      return { type: 'string' }
    case 'integer':
    case 'number':
    case 'boolean':
      return { type: shape }
    default:
      return schema
  }
}
