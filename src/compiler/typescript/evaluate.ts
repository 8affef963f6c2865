import type { ArrayExpression, Expression, Node, ObjectExpression, ObjectProperty, TemplateLiteral } from 'oxc-parser'
import { depthLimit, sourceDiagnostics } from '../source/diagnostics.js'
import {
  entryOf,
  type LocatedScalar,
  type LocatedValue,
  type ModuleScope,
  rangeOf,
  type Span,
  valueAt,
} from '../source/located-value.js'
import { MappingBuilder } from '../source/mapping-builder.js'
import { type Repetition, repetitionLimit } from '../source/repetition.js'
import { closestName } from '../suggestion.js'
import { typescriptDiagnostics } from './diagnostics.js'
import type { ModuleGraph } from './module-graph.js'
import type { Module } from './parse-module.js'

/** Constants that were read, by module and name; `reading` marks those that are being read. */
export type ConstantMemory = Map<Module, Map<string, LocatedValue | 'reading' | 'unreadable'>>

/** What evaluators of one definition have in common. */
export interface SharedReading {
  readonly memory: ConstantMemory
  readonly repetition: Repetition
  readonly depth: number
}

/** Reads the expressions of one module as values. What cannot be read is reported, and undefined. */
export class Evaluator {
  readonly #module: Module
  readonly #graph: ModuleGraph
  readonly #memory: ConstantMemory
  readonly #repetition: Repetition
  #depth: number

  constructor(module: Module, graph: ModuleGraph, shared: SharedReading) {
    this.#module = module
    this.#graph = graph
    this.#memory = shared.memory
    this.#repetition = shared.repetition
    this.#depth = shared.depth
  }

  evaluate(node: Expression): LocatedValue | undefined {
    if (this.#depth >= depthLimit) {
      const place = { range: rangeOf(this.span(node)) }
      this.#graph.report(sourceDiagnostics.report('too-deep', { limit: depthLimit }, place))
      return undefined
    }
    this.#depth++
    const value = this.#evaluate(node)
    this.#depth--
    return value
  }

  span({ start, end }: { start: number; end: number }): Span {
    return { source: this.#module.source, start, end }
  }

  #evaluate(node: Expression): LocatedValue | undefined {
    switch (node.type) {
      case 'Literal':
        return this.#literal(node)
      case 'TemplateLiteral':
        return this.#template(node)
      case 'UnaryExpression':
        return this.#signed(node)
      case 'ArrayExpression':
        return this.#list(node)
      case 'ObjectExpression':
        return this.#mapping(node)
      case 'Identifier':
        return this.#constant(node.name, this.span(node))
      case 'MemberExpression':
        return this.#member(node)
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
        return this.evaluate(node.expression)
      case 'ArrowFunctionExpression':
        return { kind: 'function', node, scope: this.#scope(), ...this.span(node) }
      default:
        return this.#unreadable(node, ...(reasons[node.type] ?? defaultReason))
    }
  }

  #literal(node: Extract<Expression, { type: 'Literal' }>): LocatedValue | undefined {
    const { value } = node
    if (value === null && node.raw !== 'null') return this.#unreadable(node, 'this literal', 'write it as a text')
    if (typeof value === 'object' && value !== null) {
      return this.#unreadable(node, 'a regular expression', 'write it as a text, or use it within a condition')
    }
    if (typeof value === 'bigint') return this.#unreadable(node, 'a big integer', 'write a number or a text')
    return { kind: 'scalar', value, ...this.span(node) }
  }

  #template({ quasis, expressions, ...node }: TemplateLiteral): LocatedValue | undefined {
    const parts = expressions.map((part) => this.evaluate(part))
    if (parts.some((part) => part === undefined)) return undefined
    const texts = parts.map((part) => (part?.kind === 'scalar' ? String(part.value) : undefined))
    const wrong = texts.indexOf(undefined)
    const wrongPart = expressions[wrong]
    if (wrongPart) return this.#unreadable(wrongPart, 'a list or mapping in a text', 'insert texts and numbers only')
    const value = quasis.map((quasi, index) => (quasi.value.cooked ?? '') + (texts[index] ?? '')).join('')
    const scalar: LocatedScalar = { kind: 'scalar', value, ...this.span(node) }
    return expressions.length === 0 ? scalar : this.#repeated(scalar, scalar)
  }

  #signed(node: Extract<Expression, { type: 'UnaryExpression' }>): LocatedValue | undefined {
    const operand = node.argument.type === 'Literal' ? node.argument.value : undefined
    if (typeof operand !== 'number' || (node.operator !== '-' && node.operator !== '+')) {
      return this.#unreadable(node, ...defaultReason)
    }
    return { kind: 'scalar', value: node.operator === '-' ? -operand : operand, ...this.span(node) }
  }

  #list(node: ArrayExpression): LocatedValue {
    const items = node.elements.flatMap((element): readonly LocatedValue[] => {
      if (element === null) {
        this.#unreadable(node, 'a list with gaps', 'write every item')
        return []
      }
      if (element.type !== 'SpreadElement') return [this.evaluate(element) ?? this.#unread(element)]
      const value = this.evaluate(element.argument)
      if (!value) return []
      if (value.kind === 'list') return value.items
      this.#unreadable(element, 'this spread', 'spread a constant list')
      return []
    })
    return { kind: 'list', items, ...this.span(node) }
  }

  #mapping(node: ObjectExpression): LocatedValue {
    const builder = new MappingBuilder((diagnostic) => this.#graph.report(diagnostic))
    for (const property of node.properties) {
      if (property.type === 'SpreadElement') {
        const value = this.evaluate(property.argument)
        if (value?.kind === 'mapping') builder.spread(value.entries)
        else if (value) this.#unreadable(property, 'this spread', 'spread a constant mapping')
      } else {
        const key = this.#key(property)
        const value = key === undefined ? undefined : this.#propertyValue(property)
        if (key !== undefined) builder.add(key, this.span(property.key), value ?? this.#unread(property.value))
      }
    }
    return { kind: 'mapping', entries: builder.entries(), ...this.span(node) }
  }

  #unread(node: Pick<Node, 'start' | 'end'>): LocatedValue {
    return { kind: 'unreadable', ...this.span(node) }
  }

  #key({ key, computed }: ObjectProperty): string | undefined {
    if (!computed && key.type === 'Identifier') return key.name
    if (key.type === 'Literal' && (typeof key.value === 'string' || typeof key.value === 'number')) {
      return typeof key.value === 'string' ? key.value : (key.raw ?? String(key.value))
    }
    this.#unreadable(key, 'a computed key', 'write the key out')
    return undefined
  }

  #propertyValue(property: ObjectProperty): LocatedValue | undefined {
    if (property.kind === 'init' && !property.method) return this.evaluate(property.value)
    return this.#unreadable(property, 'a method', 'write an arrow function: `violates: ({ resource }) => …`')
  }

  #member(node: Extract<Expression, { type: 'MemberExpression' }>): LocatedValue | undefined {
    const key =
      !node.computed && node.property.type === 'Identifier'
        ? node.property.name
        : node.property.type === 'Literal'
          ? String(node.property.value)
          : undefined
    if (key === undefined || node.object.type === 'Super') return this.#unreadable(node, ...defaultReason)
    const object = this.evaluate(node.object)
    if (!object) return undefined
    const value = object.kind === 'list' ? valueAt(object, [key]) : entryOf(object, key)?.value
    return value ?? this.#unreadable(node, `\`${key}\`, which is not in the constant,`, 'check the name')
  }

  #scope(): ModuleScope {
    return { constant: (name) => this.#known(name), helpers: this.#module.helpers }
  }

  /** A constant by name for a function, where an unknown name may be anything else and is no error. */
  #known(name: string): LocatedValue | undefined {
    const { constants, imports, source } = this.#module
    if (!constants.has(name) && !imports.has(name)) return undefined
    return this.#constant(name, { source, start: 0, end: 0 })
  }

  #constant(name: string, place: Span): LocatedValue | undefined {
    const imported = this.#module.imports.get(name)
    if (imported) return this.#imported(imported)
    const known = this.#memoryOf(this.#module).get(name)
    if (known === 'reading') {
      this.#graph.report(typescriptDiagnostics.report('cyclic-constant', { name }, { range: rangeOf(place) }))
      return undefined
    }
    if (known === 'unreadable') return undefined
    const value = known ?? this.#readConstant(name, place)
    return value && this.#repeated(value, place)
  }

  #readConstant(name: string, place: Span): LocatedValue | undefined {
    const init = this.#module.constants.get(name)
    if (!init) {
      const among = [...this.#module.constants.keys(), ...this.#module.imports.keys()]
      const parameters = { name, suggestion: closestName(name, among) }
      this.#graph.report(typescriptDiagnostics.report('unknown-constant', parameters, { range: rangeOf(place) }))
      return undefined
    }
    const memory = this.#memoryOf(this.#module)
    memory.set(name, 'reading')
    const value = this.evaluate(init)
    memory.set(name, value ?? 'unreadable')
    return value
  }

  #imported({ path, name, ...span }: Span & { path: string; name: string }): LocatedValue | undefined {
    const module = this.#graph.at(path)
    const local = module?.exports.get(name)
    if (!module || local === undefined) {
      const place = { range: rangeOf(span) }
      this.#graph.report(typescriptDiagnostics.report('import-not-found', { name, path }, place))
      return undefined
    }
    const shared = { memory: this.#memory, repetition: this.#repetition, depth: this.#depth + 1 }
    return new Evaluator(module, this.#graph, shared).#constant(local, span)
  }

  #repeated(value: LocatedValue, place: Span): LocatedValue | undefined {
    const count = this.#repetition.count(value)
    if (count === 'first-too-many') {
      const range = rangeOf(place)
      this.#graph.report(typescriptDiagnostics.report('constants-too-large', { limit: repetitionLimit }, { range }))
    }
    return count === 'within' ? value : undefined
  }

  #memoryOf(module: Module): Map<string, LocatedValue | 'reading' | 'unreadable'> {
    const memory = this.#memory.get(module) ?? new Map()
    this.#memory.set(module, memory)
    return memory
  }

  #unreadable(node: Pick<Node, 'start' | 'end'>, what: string, instead: string): undefined {
    const place = { range: rangeOf(this.span(node)) }
    this.#graph.report(typescriptDiagnostics.report('unreadable-typescript', { what, instead }, place))
    return undefined
  }
}

type Reason = readonly [what: string, instead: string]

const defaultReason: Reason = ['this expression', 'write a literal, a constant or an arrow function']

const reasons: Readonly<Record<string, Reason>> = {
  BinaryExpression: ['a computed value', 'write the result, or a template literal with constants in it'],
  LogicalExpression: ['a computed value', 'write the result'],
  ConditionalExpression: ['a computed value', 'write the result'],
  CallExpression: ['a call', 'write the result; only conditions may call functions'],
  NewExpression: ['a call', 'write the result; an instant is a text such as `2026-01-31T12:00:00Z`'],
  FunctionExpression: ['a `function`', 'write an arrow function: `({ resource }) => …`'],
  ClassExpression: ['a class', 'write a literal or a constant'],
  AwaitExpression: ['an `await`', 'write the value itself'],
  ImportExpression: ['a dynamic import', "import constants by name: `import { days } from './shared.js'`"],
  TaggedTemplateExpression: ['a tagged template', 'write a plain template literal'],
}
