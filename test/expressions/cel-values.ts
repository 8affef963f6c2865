import { type Decl, type Type, Type_PrimitiveType, Type_WellKnownType } from '@bufbuild/cel-spec/cel/expr/checked_pb.js'
import type { MapValue_Entry, Value } from '@bufbuild/cel-spec/cel/expr/value_pb.js'
import { getTestRegistry } from '@bufbuild/cel-spec/testdata/registry.js'
import { type Any, anyUnpack } from '@bufbuild/protobuf/wkt'
import type { ValueType } from '../../src/core/expression.js'
import {
  DurationValue,
  MapValue,
  TimestampValue,
  TypeValue,
  Unsigned,
} from '../../src/engine/expression/values/index.js'

const registry = getTestRegistry()

/** A value of the conformance data as the evaluator has it under standard semantics. */
export function fromSpec(value: Value): unknown {
  const { kind } = value
  switch (kind.case) {
    case 'nullValue':
      return null
    case 'uint64Value':
      return new Unsigned(kind.value)
    case 'typeValue':
      return new TypeValue(kind.value)
    case 'listValue':
      return kind.value.values.map(fromSpec)
    case 'mapValue':
      return mapFromSpec(kind.value.entries)
    case 'objectValue':
      return fromMessage(kind.value)
    case 'boolValue':
    case 'int64Value':
    case 'doubleValue':
    case 'stringValue':
    case 'bytesValue':
      return kind.value
    default:
      throw new Error(`values of kind ${kind.case} are not part of these sections`)
  }
}

function mapFromSpec(entries: readonly MapValue_Entry[]): MapValue {
  const map = new MapValue()
  for (const { key, value } of entries) {
    if (key && value) map.add(fromSpec(key), fromSpec(value))
  }
  return map
}

function fromMessage(packed: Any): unknown {
  const message = anyUnpack(packed, registry)
  if (message?.$typeName === 'google.protobuf.Timestamp' || message?.$typeName === 'google.protobuf.Duration') {
    const { seconds, nanos } = message as unknown as { seconds: bigint; nanos: number }
    const carry = nanos < 0 ? 1 : 0
    const Time = message.$typeName === 'google.protobuf.Timestamp' ? TimestampValue : DurationValue
    return new Time(Number(seconds) - carry, nanos + carry * 1e9)
  }
  throw new Error(`messages of type ${packed.typeUrl} are not part of these sections`)
}

const primitives: Readonly<Record<number, ValueType>> = {
  [Type_PrimitiveType.BOOL]: { kind: 'bool' },
  [Type_PrimitiveType.INT64]: { kind: 'int' },
  [Type_PrimitiveType.UINT64]: { kind: 'uint' },
  [Type_PrimitiveType.DOUBLE]: { kind: 'double' },
  [Type_PrimitiveType.STRING]: { kind: 'string' },
  [Type_PrimitiveType.BYTES]: { kind: 'bytes' },
}

function typeFromSpec(type: Type | undefined): ValueType {
  const kind = type?.typeKind
  switch (kind?.case) {
    case 'primitive':
      return primitives[kind.value] ?? { kind: 'dyn' }
    case 'null':
      return { kind: 'null' }
    case 'wellKnown':
      if (kind.value === Type_WellKnownType.TIMESTAMP) return { kind: 'timestamp' }
      return { kind: kind.value === Type_WellKnownType.DURATION ? 'duration' : 'dyn' }
    case 'listType':
      return { kind: 'list', items: typeFromSpec(kind.value.elemType) }
    case 'mapType':
      return { kind: 'map', keys: typeFromSpec(kind.value.keyType), values: typeFromSpec(kind.value.valueType) }
    default:
      return { kind: 'dyn' }
  }
}

/** The variables that a test declares. */
export function variablesFromSpec(declarations: readonly Decl[]): Record<string, ValueType> {
  return Object.fromEntries(
    declarations.flatMap(({ name, declKind }) =>
      declKind.case === 'ident' ? [[name, typeFromSpec(declKind.value.type)] as const] : [],
    ),
  )
}
