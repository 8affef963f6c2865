import { all, type Cel, call, choose, literal, method, nothing, relation } from '../cel.js'
import { isMember } from '../membership.js'
import { derived, type Operand, type Operands, present } from '../operand.js'
import { Refusal } from '../refusal.js'

type FunctionLowering = (inputs: readonly [Operand, ...Operand[]], operands: Operands) => Operand

/** JMESPath functions, and `split` and `from_json` that Custodian adds. An error in JMESPath is a missing value here. */
const functions: ReadonlyMap<string, FunctionLowering> = new Map<string, FunctionLowering>([
  ['length', ([value]) => derived('integer', call('size', value.cel), value)],
  ['contains', ([container, item]) => condition(isMember(item ?? container, container))],
  ['starts_with', ([value, prefix]) => condition(textTest('startsWith', value, prefix))],
  ['ends_with', ([value, suffix]) => condition(textTest('endsWith', value, suffix))],
  ['not_null', (inputs) => inputs.reduceRight((fallback, value) => orElse(value, fallback))],
  ['to_string', ([value]) => present('text', written(value))],
  ['keys', ([value], operands) => ({ ...operands.of(call('keys', value.cel), texts), missing: value.missing })],
  [
    'values',
    ([value], operands) => ({ ...operands.of(call('values', value.cel), valuesOf(value)), missing: value.missing }),
  ],
  ['split', ([separator, value = separator], operands) => splitText(value, separator, operands)],
  ['join', ([separator, value = separator]) => derived('text', call('join', value.cel, separator.cel), value)],
  ['min', ([value]) => extreme('min', value)],
  ['max', ([value]) => extreme('max', value)],
  ['sum', ([value]) => ({ ...present(elementShape(value), call('sum', value.cel)), missing: value.missing })],
])

const texts = { type: 'list', items: { type: 'string' } } as const

/** What a function call is made of; `source` is the whole expression, for messages. */
export interface FunctionCall {
  readonly name: string
  readonly inputs: readonly Operand[]
  readonly source: string
}

/** The value of a function call; throws `Refusal` for functions without a counterpart. */
export function lowerFunction({ name, inputs, source }: FunctionCall, operands: Operands): Operand {
  const lower = functions.get(name)
  const [first, ...others] = inputs
  if (!lower || !first)
    throw new Refusal('custodian-key', source, `the function \`${name}\` has no counterpart in conditions`)
  return lower([first, ...others], operands)
}

function condition(cel: Cel): Operand {
  return present('boolean', cel)
}

function textTest(test: 'startsWith' | 'endsWith', value: Operand, part: Operand | undefined): Cel {
  return all([method(value.cel, test, part?.cel ?? literal(''))])
}

function orElse(value: Operand, fallback: Operand): Operand {
  const cel = call('orElse', value.cel, fallback.cel)
  return { ...value, cel, missing: relation(cel, '==', nothing) }
}

function written(value: Operand): Cel {
  return choose(value.missing, literal('null'), value.shape === 'text' ? value.cel : call('text', value.cel))
}

function extreme(which: 'min' | 'max', list: Operand): Operand {
  const cel = call(which, list.cel)
  return { ...present(elementShape(list), cel), missing: relation(cel, '==', nothing) }
}

function elementShape(list: Operand): Operand['shape'] {
  return list.elements?.shape ?? 'unknown'
}

function valuesOf({ schema }: Operand): Operand['schema'] {
  return { type: 'list', items: schema.type === 'map' ? schema.values : { type: 'any' } }
}

function splitText(value: Operand, separator: Operand, operands: Operands): Operand {
  return { ...operands.of(call('split', value.cel, separator.cel), texts), missing: value.missing, total: false }
}
