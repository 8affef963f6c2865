import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import { unmetBound, unmetExtension } from '../../core/parameter-bounds.js'
import type { Extension, PlaybookParameter } from '../../core/playbook.js'
import type { ParameterValue } from '../../core/policy.js'
import type { PlaybookSource } from '../schema/playbook-schema.js'
import { entriesAt, type LocatedEntry, type LocatedValue, rangeOf, valueAt } from '../source/located-value.js'
import { playbookDiagnostics } from './diagnostics.js'
import { isPattern, wholeMatch } from './whole-match.js'

/** The parameters of a playbook by name. */
export type DeclaredParameters = Readonly<Record<string, PlaybookParameter>>

type ParameterSource = NonNullable<PlaybookSource['params']>[string]

/** Reads the declared parameters, and reports defaults and extensions that do not fit their own bounds. */
export function compileParameters(root: LocatedValue, source: PlaybookSource | undefined): Outcome<DeclaredParameters> {
  const declared = Object.entries(source?.params ?? {}).map(([name, one]) => [name, parameterOf(one)] as const)
  const value = Object.fromEntries(declared)
  const diagnostics = entriesAt(root, 'params').flatMap((entry) => {
    const parameter = value[entry.key]
    return parameter ? checkParameter(entry, parameter) : []
  })
  return { value, diagnostics }
}

/** Values that give conditions the types of the parameters: the default, or a sample where there is none. */
export function sampleValues(declared: DeclaredParameters): Readonly<Record<string, ParameterValue>> {
  return Object.fromEntries(
    Object.entries(declared).map(([name, { type, default: value }]) => [name, value ?? samples[type]]),
  )
}

const samples: Readonly<Record<PlaybookParameter['type'], ParameterValue>> = {
  string: '',
  integer: 0,
  number: 0,
  boolean: false,
  duration: '1d',
  map: {},
  list: [],
}

function parameterOf({ extend, ...rest }: ParameterSource): PlaybookParameter {
  const given = Object.entries(rest).filter(([, value]) => value !== undefined)
  const plain = Object.fromEntries(given) as unknown as PlaybookParameter
  return extend === undefined ? plain : { ...plain, extend: extensionOf(extend) }
}

function extensionOf(extend: NonNullable<ParameterSource['extend']>): Extension {
  if (extend === 'selector') return { kind: 'selector' }
  if ('choice' in extend) return { kind: 'choice', values: extend.choice }
  if ('pattern' in extend) return { kind: 'pattern', pattern: extend.pattern }
  const [minimum = 0, maximum = 0] = extend.range
  return { kind: 'range', minimum, maximum }
}

function checkParameter(entry: LocatedEntry, parameter: PlaybookParameter): readonly Diagnostic[] {
  const wrong = extensionProblem(parameter)
  if (wrong) {
    const place = valueAt(entry.value, ['extend']) ?? entry.value
    return [playbookDiagnostics.report('invalid-extension', { name: entry.key, ...wrong }, { range: rangeOf(place) })]
  }
  return checkDefault(entry, parameter)
}

interface ExtensionProblem {
  readonly problem: string
  readonly instead: string
}

/** What is wrong with what executors may change, considering the parameter's own type and bounds. */
function extensionProblem(parameter: PlaybookParameter): ExtensionProblem | undefined {
  const { extend, pattern, type } = parameter
  if (parameter.required && !extend && parameter.default === undefined) {
    return {
      problem: 'it is required, and nobody may give it',
      instead: 'add `extend` with what executors may give, or a `default`',
    }
  }
  if (pattern !== undefined && !isPattern(pattern)) {
    return { problem: `\`${pattern}\` is no regular expression`, instead: 'write an RE2 expression' }
  }
  switch (extend?.kind) {
    case 'choice': {
      const outside = extend.values.find((value) => unmetBound(value, parameter, wholeMatch) !== undefined)
      const unmet = outside === undefined ? undefined : unmetBound(outside, parameter, wholeMatch)
      return unmet === undefined
        ? undefined
        : { problem: `the choice \`${JSON.stringify(outside)}\` is not ${unmet}`, instead: `offer what is ${unmet}` }
    }
    case 'range':
      return rangeProblem(parameter, extend)
    case 'pattern':
      if (type !== 'string') return { problem: 'only texts have a pattern', instead: 'use `choice` or `range`' }
      return isPattern(extend.pattern)
        ? undefined
        : { problem: `\`${extend.pattern}\` is no regular expression`, instead: 'write an RE2 expression' }
    case 'selector':
      return type === 'string' ? undefined : { problem: 'a selector is a text', instead: 'write `type: string`' }
    default:
      return undefined
  }
}

function rangeProblem(
  parameter: PlaybookParameter,
  { minimum, maximum }: Extract<Extension, { kind: 'range' }>,
): ExtensionProblem | undefined {
  if (parameter.type !== 'integer' && parameter.type !== 'number') {
    return { problem: 'only numbers have a range', instead: 'use `choice` or `pattern`' }
  }
  if (minimum > maximum)
    return { problem: `${minimum} is more than ${maximum}`, instead: 'write the least value first' }
  for (const end of [minimum, maximum]) {
    const unmet = unmetBound(end, parameter, wholeMatch)
    if (unmet !== undefined) return { problem: `${end} is not ${unmet}`, instead: `keep the range to what is ${unmet}` }
  }
  return undefined
}

function checkDefault({ key, value: place }: LocatedEntry, parameter: PlaybookParameter): readonly Diagnostic[] {
  const { default: value } = parameter
  if (value === undefined) return []
  const expected = unmetExtension(value, parameter, wholeMatch)
  if (expected === undefined) return []
  const range = rangeOf(valueAt(place, ['default']) ?? place)
  return [playbookDiagnostics.report('default-out-of-bounds', { name: key, value, expected }, { range })]
}
