import { type SimpleTest, SimpleTestSchema } from '@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js'
import { getTestRegistry } from '@bufbuild/cel-spec/testdata/registry.js'
import { getConformanceSuite, type IncrementalTestSuite } from '@bufbuild/cel-spec/testdata/tests.js'
import { toJsonString } from '@bufbuild/protobuf'
import { parseCel } from '../../src/compiler/expression/cel/parse-cel.js'
import { checkSyntax } from '../../src/compiler/expression/check/check-syntax.js'
import type { ConditionScope } from '../../src/compiler/expression/index.js'
import { hasErrors } from '../../src/core/diagnostics.js'
import type { ExpressionNode } from '../../src/core/expression.js'
import { compileQuestion } from '../../src/engine/expression/generate/compile.js'
import type { EvaluationScope } from '../../src/engine/expression/index.js'
import { equals, TypeValue } from '../../src/engine/expression/values/index.js'
import { fromSpec, variablesFromSpec } from './cel-values.js'
import { locateIn } from './support.js'

/** The sections of the specification's suite that concern the language without messages, enums and extensions. */
export const coreSections = [
  'basic',
  'comparisons',
  'conversions',
  'fields',
  'fp_math',
  'integer_math',
  'lists',
  'logic',
  'macros',
  'namespace',
  'parse',
  'plumbing',
  'string',
  'timestamps',
] as const

export interface ConformanceResult {
  /** `section/group/name` */
  readonly id: string
  readonly expression: string
  readonly passed: boolean
  readonly problem?: string
}

const registry = getTestRegistry()
const messageNames =
  /TestAllTypes|NestedTestAllTypes|google\.protobuf\.(?!Timestamp|Duration)[A-Z]|enumValue|"messageType"|GlobalEnum|cel\.expr\.conformance/

/** True when a test needs protobuf messages or enums, which conditions do not have. */
function needsMessages(test: SimpleTest): boolean {
  return messageNames.test(toJsonString(SimpleTestSchema, test, { registry }))
}

/** Runs every test of a section that needs no messages. */
export function runSection(section: string): ConformanceResult[] {
  const suite = getConformanceSuite().suites.find(({ name }) => name === section)
  return suite ? runSuite(suite, section) : []
}

function runSuite(suite: IncrementalTestSuite, path: string): ConformanceResult[] {
  const own = suite.tests.filter(({ original }) => !needsMessages(original))
  return [
    ...own.map(({ name, original }) => {
      const problem = problemOf(original)
      const id = `${path}/${name}`
      return { id, expression: original.expr, passed: problem === undefined, ...(problem ? { problem } : {}) }
    }),
    ...suite.suites.flatMap((inner) => runSuite(inner, `${path}/${inner.name}`)),
  ]
}

/** What is wrong with the way we evaluate a test's expression; undefined when nothing is. */
function problemOf(test: SimpleTest): string | undefined {
  const matcher = test.resultMatcher
  const wantsError = matcher.case === 'evalError' || matcher.case === 'anyEvalErrors'
  const variables = variablesFromSpec(test.typeEnv)
  for (const name of Object.keys(test.bindings)) variables[name] ??= { kind: 'dyn' }
  const { root, refusal } = compile(test.expr, { variables, container: test.container }, test.disableCheck)
  if (!root) return wantsError ? undefined : `refused: ${refusal}`
  if (test.checkOnly) return undefined
  const value = compileQuestion(root, 'value', 'standard')(scopeOf(test))
  if (wantsError) return value === undefined ? undefined : `a value instead of an error: ${show(value)}`
  const wanted = wantedValue(test)
  return same(value, wanted) ? undefined : `got ${show(value)} instead of ${show(wanted)}`
}

/** Reads and checks an expression; one whose check is disabled is evaluated whatever the checker says. */
function compile(
  text: string,
  standard: NonNullable<ConditionScope['standard']>,
  disableCheck: boolean,
): { readonly root?: ExpressionNode; readonly refusal?: string } {
  const options = {
    scope: { linked: new Map(), params: {}, standard },
    expects: 'any',
    locate: locateIn('test.cel'),
  } as const
  const parsed = parseCel(text, options.locate)
  const checked = parsed.value && checkSyntax(parsed.value, options)
  const diagnostics = [...parsed.diagnostics, ...(disableCheck ? [] : (checked?.diagnostics ?? []))]
  if (!checked || hasErrors(diagnostics)) {
    return { refusal: diagnostics.map(({ code, message }) => `${code}: ${message}`).join('; ') }
  }
  return { root: checked.value }
}

function scopeOf(test: SimpleTest): EvaluationScope {
  return { variables: bindingsOf(test) } as unknown as EvaluationScope
}

function bindingsOf(test: SimpleTest): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(test.bindings).flatMap(([name, { kind }]) =>
      kind.case === 'value' ? [[name, fromSpec(kind.value)]] : [],
    ),
  )
}

/** A test without matcher wants `true`. */
function wantedValue({ resultMatcher }: SimpleTest): unknown {
  if (resultMatcher.case === 'value') return fromSpec(resultMatcher.value)
  if (resultMatcher.case === 'typedResult' && resultMatcher.value.result) return fromSpec(resultMatcher.value.result)
  return true
}

/** Equal in type as well as in value; NaN is itself here. */
function same(left: unknown, right: unknown): boolean {
  if (Number.isNaN(left) && Number.isNaN(right)) return true
  return typeof left === typeof right && (left === right || equals(left, right))
}

function show(value: unknown): string {
  if (value === undefined) return 'an error'
  if (value instanceof TypeValue) return `type ${value.name}`
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}n` : part)) ?? String(value)
}
