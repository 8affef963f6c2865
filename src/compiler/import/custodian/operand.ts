import { resolveSchema, type SchemaDocument, type TypeSchema } from '../../../core/schema.js'
import { all, always, type Cel, call, exists, literal, never, not, nothing, primary, relation, text } from './cel.js'

type ResolvedSchema = Exclude<TypeSchema, { type: 'reference' }>

/**
 * What a value may be when it is not missing. `instant` is a timestamp that vendor libraries hand to Custodian as a
 * date rather than a text; `unknown` may be anything, so its kind has to be asked for when the condition is evaluated.
 */
export type Shape = 'text' | 'integer' | 'number' | 'boolean' | 'instant' | 'list' | 'object' | 'unknown' | 'nothing'

/** The elements of a list. */
export interface Elements {
  readonly shape: Shape
  readonly schema: ResolvedSchema
  /** True when a predicate, which must be false of a missing element, holds for one of them. */
  readonly some: (predicate: (element: Operand) => Cel) => Cel
}

/** A value that a filter compares, as CEL. */
export interface Operand {
  readonly shape: Shape
  readonly cel: Cel
  /** Holds where Custodian would see None. */
  readonly missing: Cel
  /** True when `cel` is null where the value is missing; otherwise it must not be evaluated there. */
  readonly total: boolean
  readonly schema: ResolvedSchema
  /** The value itself, where it stands in the policy. */
  readonly constant?: unknown
  readonly elements?: Elements
}

/** Makes the operands of one resource type. */
export class Operands {
  readonly #document: SchemaDocument
  readonly #instants: boolean

  /** `instants` is false where Custodian sees timestamps as the texts that the vendor's API sends. */
  constructor(document: SchemaDocument, instants: boolean) {
    this.#document = document
    this.#instants = instants
  }

  /** The whole document. */
  root(): Operand {
    return this.of(primary('resource'), this.#document.root)
  }

  /** A value that a document holds, null where it is absent. */
  of(cel: Cel, unresolved: TypeSchema): Operand {
    const schema = this.resolve(unresolved)
    const shape = this.#shapeOf(schema)
    const missing = relation(cel, '==', nothing)
    return { shape, cel, missing, total: true, schema, ...this.#elementsOf(cel, schema) }
  }

  resolve(schema: TypeSchema): ResolvedSchema {
    return resolveSchema(schema, this.#document)
  }

  /** The elements of a list by its CEL, none of anything else. */
  #elementsOf(cel: Cel, schema: ResolvedSchema): { elements?: Elements } {
    if (schema.type !== 'list' && schema.type !== 'any') return {}
    const items = this.resolve(schema.type === 'list' ? schema.items : schema)
    const isList = schema.type === 'list' ? always : relation(call('typeName', cel), '==', text('list'))
    const some: Elements['some'] = (predicate) => {
      const variable = variableFor(cel)
      const condition = predicate(this.of(primary(variable), items))
      return condition.text === never.text ? never : all([isList, exists(cel, variable, condition)])
    }
    return { elements: { shape: this.#shapeOf(items), schema: items, some } }
  }

  #shapeOf(schema: ResolvedSchema): Shape {
    switch (schema.type) {
      case 'string':
      case 'bytes':
      case 'duration':
        return 'text'
      case 'timestamp':
        return this.#instants ? 'instant' : 'text'
      case 'map':
        return 'object'
      case 'any':
        return 'unknown'
      default:
        return schema.type
    }
  }
}

/** Names of the condition language and its scope that a variable must not hide. */
const takenNames = new Set(
  `resource tags id name account environment region links metrics cost params now event in null true false for if
   let var function return as break const continue else import loop package namespace void while`.split(/\s+/),
)

/** A name for the elements of a list: `resource.IpPermissions` gives `permission`. */
export function variableFor(list: Cel): string {
  const names: string[] = list.text.match(/[A-Za-z_]\w*/g) ?? []
  const last = /[A-Z]?[a-z]+$/.exec(names.at(-1) ?? '')?.[0].toLowerCase() ?? 'item'
  const singular = last
    .replace(/ies$/, 'y')
    .replace(/(ss|x)es$/, '$1')
    .replace(/([^su])s$/, '$1')
  const name = takenNames.has(singular) || singular.length < 2 ? 'item' : singular
  let free = name
  for (let number = 2; names.includes(free); number++) free = `${name}${number}`
  return free
}

/** A value that stands in the policy. */
export function constantOperand(value: unknown): Operand {
  if (value === null || value === undefined) return { ...missingOperand, constant: null }
  return { ...present(shapeOfValue(value), literal(value)), constant: value }
}

function shapeOfValue(value: unknown): Shape {
  if (typeof value === 'string') return 'text'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return Array.isArray(value) ? 'list' : 'object'
}

/** A value that is never there. */
export const missingOperand: Operand = {
  shape: 'nothing',
  cel: nothing,
  missing: always,
  total: true,
  schema: { type: 'any' },
}

/** A value computed from another one, which it is missing with. */
export function derived(shape: Shape, cel: Cel, from: Pick<Operand, 'missing'>): Operand {
  return { shape, cel, missing: from.missing, total: false, schema: { type: 'any' } }
}

/** A value that is always there. */
export function present(shape: Shape, cel: Cel): Operand {
  return { shape, cel, missing: never, total: true, schema: { type: 'any' } }
}

/** True when a value of unknown shape turns out to be of a kind. */
export function isKind(operand: Operand, kind: 'string' | 'number' | 'bool' | 'list' | 'map'): Cel {
  return relation(call('typeName', operand.cel), '==', text(kind))
}

/** The condition, which is only asked where the operand is there. */
export function wherePresent(operand: Operand, condition: Cel): Cel {
  return all([not(operand.missing), condition])
}
