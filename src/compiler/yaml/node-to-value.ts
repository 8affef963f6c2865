import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import { type LocatedValue, rangeOf, type Span } from '../source/located-value.js'
import { MappingBuilder } from '../source/mapping-builder.js'
import { Repetition, repetitionLimit } from '../source/repetition.js'
import type { SourceText } from '../source/source-text.js'
import { yamlDiagnostics } from './diagnostics.js'

/** Turns a YAML tree into located values. Aliases share what they repeat, within a limit. */
export function nodeToValue(root: ParsedNode, source: SourceText): Outcome<LocatedValue> {
  const conversion = new Conversion(source)
  return { value: conversion.convert(root), diagnostics: conversion.diagnostics }
}

class Conversion {
  readonly diagnostics: Diagnostic[] = []
  readonly #source: SourceText
  readonly #anchors = new Map<string, LocatedValue>()
  readonly #repetition = new Repetition()

  constructor(source: SourceText) {
    this.#source = source
  }

  convert(node: ParsedNode): LocatedValue {
    if (isAlias(node)) return this.#repeat(node)
    const value = this.#convertWritten(node)
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, value)
    return value
  }

  #convertWritten(node: Exclude<ParsedNode, Alias.Parsed>): LocatedValue {
    const span = this.#span(node)
    if (isMap(node)) return { kind: 'mapping', entries: this.#entries(node as YAMLMap.Parsed), ...span }
    if (isSeq(node)) {
      return { kind: 'list', items: (node as YAMLSeq.Parsed).items.map((item) => this.convert(item)), ...span }
    }
    return { kind: 'scalar', value: scalarValue(node as Scalar.Parsed), ...span }
  }

  #entries(map: YAMLMap.Parsed) {
    const builder = new MappingBuilder((diagnostic) => this.diagnostics.push(diagnostic))
    for (const { key, value } of map.items) {
      const keySpan = this.#span(key)
      const converted: LocatedValue = value ? this.convert(value) : { kind: 'scalar', value: null, ...keySpan }
      if (isScalar(key)) builder.add(keyText(key), keySpan, converted)
      else this.diagnostics.push(yamlDiagnostics.report('yaml-key', undefined, { range: rangeOf(keySpan) }))
    }
    return builder.entries()
  }

  #repeat(alias: Alias.Parsed): LocatedValue {
    const span = this.#span(alias)
    const target = this.#anchors.get(alias.source)
    if (!target) {
      const place = { range: rangeOf(span) }
      this.diagnostics.push(yamlDiagnostics.report('yaml-alias', { name: alias.source }, place))
      return { kind: 'unreadable', ...span }
    }
    const count = this.#repetition.count(target)
    if (count === 'within') return target
    if (count === 'first-too-many') {
      const place = { range: rangeOf(span) }
      this.diagnostics.push(yamlDiagnostics.report('yaml-alias-bomb', { limit: repetitionLimit }, place))
    }
    return { kind: 'unreadable', ...span }
  }

  #span({ range: [start, end] }: { range: ParsedNode['range'] }): Span {
    return { source: this.#source, start, end }
  }
}

/** A key as it is written: `2.10` is not the number 2.1. */
function keyText(key: Scalar): string {
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
}

function scalarValue({ value }: Scalar): null | boolean | number | string {
  return value === null || typeof value === 'boolean' || typeof value === 'number' ? value : String(value)
}
