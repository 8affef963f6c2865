import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import type { ValueType } from '../../core/expression.js'
import type { OperationParameter } from '../../core/operation.js'
import { unmetBound } from '../../core/parameter-bounds.js'
import type { PlaybookParameter, StepValue } from '../../core/playbook.js'
import type { ParameterValue } from '../../core/policy.js'
import type { ConditionScope } from '../expression/index.js'
import { entriesAt, type LocatedEntry, type LocatedValue, rangeOf, valueAt } from '../source/located-value.js'
import { closestName } from '../suggestion.js'
import { playbookDiagnostics } from './diagnostics.js'
import type { DeclaredParameters } from './parameters.js'
import { reachableValues } from './reachable-values.js'
import { compileStepValue, isComputed } from './step-values.js'
import { wholeMatch } from './whole-match.js'

/** What a step hands values to: an operation, or another playbook. */
export interface Receiver {
  readonly name: string
  readonly params: Readonly<Record<string, OperationParameter>>
  /** What a constant would have to be, where the receiver allows less than its bounds; undefined when it is fine. */
  readonly unmet?: (value: ParameterValue, name: string) => string | undefined
}

/** What a step's values may be made of. */
export interface ValueContext {
  readonly scope: ConditionScope
  readonly declared: DeclaredParameters
}

type StepValues = Readonly<Record<string, StepValue>>

/** Reads the values under `with` and checks them against what the receiver takes. */
export function compileGivenValues(step: LocatedValue, receiver: Receiver, context: ValueContext): Outcome<StepValues> {
  const entries = entriesAt(step, 'with')
  const compiled = entries.map((entry) => compileEntry(entry, receiver, context))
  const given = new Set(entries.map(({ key }) => key))
  const missing = Object.entries(receiver.params).filter(
    ([name, { required, default: value }]) => required && value === undefined && !given.has(name),
  )
  const head = valueAt(step, ['with']) ?? valueAt(step, ['operation']) ?? valueAt(step, ['run']) ?? step
  return {
    value: Object.fromEntries(compiled.flatMap(({ value }) => (value ? [value] : []))),
    diagnostics: [
      ...compiled.flatMap(({ diagnostics }) => diagnostics),
      ...missing.map(([name, { title }]) =>
        playbookDiagnostics.report('missing-value', { name, title, receiver: receiver.name }, { range: rangeOf(head) }),
      ),
    ],
  }
}

function compileEntry(
  { key, keySpan, value }: LocatedEntry,
  receiver: Receiver,
  context: ValueContext,
): Outcome<readonly [string, StepValue] | undefined> {
  const parameter = Object.hasOwn(receiver.params, key) ? receiver.params[key] : undefined
  if (!parameter) {
    const suggestion = closestName(key, Object.keys(receiver.params))
    const parameters = { name: key, receiver: receiver.name, suggestion }
    const problem = playbookDiagnostics.report('no-such-value', parameters, { range: rangeOf(keySpan) })
    return { value: undefined, diagnostics: [problem] }
  }
  const compiled = compileStepValue(value, context.scope)
  if (compiled.value === undefined) return { value: undefined, diagnostics: compiled.diagnostics }
  const problem = isComputed(compiled.value)
    ? computedProblem(compiled.value.root, { key, parameter, receiver, declared: context.declared })
    : constantProblem(compiled.value, { key, parameter, receiver })
  const diagnostics = problem ? [report(problem, { key, receiver, value })] : []
  return { value: [key, compiled.value], diagnostics: [...compiled.diagnostics, ...diagnostics] }
}

interface Place {
  readonly key: string
  readonly parameter: OperationParameter
  readonly receiver: Receiver
}

interface Problem {
  readonly expected: string
  /** What it is, or can be. */
  readonly found: string
  /** The playbook's parameter through which the value can come to be that. */
  readonly through?: string
  /** Values that its range could be replaced by. */
  readonly choices?: readonly ParameterValue[]
}

function report(
  { expected, found, through, choices = [] }: Problem,
  { key, receiver, value }: { key: string; receiver: Receiver; value: LocatedValue },
): Diagnostic {
  const place = { range: rangeOf(value) }
  const parameters = { name: key, receiver: receiver.name, expected, found }
  return through === undefined
    ? playbookDiagnostics.report('value-out-of-bounds', parameters, place)
    : playbookDiagnostics.report('extension-exceeds-bound', { ...parameters, through, choices }, place)
}

function constantProblem(value: ParameterValue, { key, parameter, receiver }: Place): Problem | undefined {
  const expected = unmetBound(value, parameter, wholeMatch) ?? receiver.unmet?.(value, key)
  return expected === undefined ? undefined : { expected, found: `\`${JSON.stringify(value)}\`` }
}

/** Whole numbers of a range that are tried: more than any receiver lists, so that the first it does not list is found. */
const mostTried = 1000

/** What a range could offer instead, where the receiver lists what it takes. */
function choicesWithin({ extend, type }: PlaybookParameter, place: Place): readonly ParameterValue[] {
  if (extend?.kind !== 'range' || !place.parameter.values) return []
  const listed = place.parameter.values.map(Number)
  const within = listed.filter((value) => value >= extend.minimum && value <= extend.maximum)
  return within.filter((value) => type === 'number' || Number.isInteger(value))
}

type ExpressionRoot = { readonly kind: string; readonly type: ValueType; readonly name?: string }

function computedProblem(
  root: ExpressionRoot,
  place: Place & { readonly declared: DeclaredParameters },
): Problem | undefined {
  const { parameter, declared } = place
  if (!canBe(root.type, parameter.type)) {
    return { expected: wordsOf(parameter.type), found: wordsOf(root.type.kind) }
  }
  const source = root.kind === 'parameter' ? declared[root.name ?? ''] : undefined
  return source && throughParameter(source, root.name ?? '', place)
}

/** The first value that a parameter can be given and that the receiver does not take. */
function throughParameter(source: PlaybookParameter, name: string, place: Place): Problem | undefined {
  if (source.default === undefined && !source.required && place.parameter.required) {
    return { expected: 'a value', found: 'nothing', through: name }
  }
  for (const value of reachableValues(source, mostTried)) {
    const problem = constantProblem(value, place)
    if (problem) return { ...problem, through: name, choices: choicesWithin(source, place) }
  }
  return undefined
}

const accepts: Readonly<Record<OperationParameter['type'], readonly ValueType['kind'][]>> = {
  string: ['string'],
  integer: ['int', 'uint', 'double'],
  number: ['int', 'uint', 'double'],
  boolean: ['bool'],
  duration: ['string', 'duration'],
  map: ['map', 'object'],
  list: ['list'],
}

function canBe(type: ValueType, wanted: OperationParameter['type']): boolean {
  return type.kind === 'dyn' || type.kind === 'null' || accepts[wanted].includes(type.kind)
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  int: 'a whole number',
  uint: 'a whole number',
  number: 'a number',
  double: 'a number',
  boolean: '`true` or `false`',
  bool: '`true` or `false`',
  duration: 'a duration',
  timestamp: 'an instant',
  map: 'a mapping',
  object: 'a mapping',
  list: 'a list',
}

function wordsOf(type: string): string {
  return typeWords[type] ?? type
}
