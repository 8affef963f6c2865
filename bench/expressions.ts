import { pathToFileURL } from 'node:url'
import { celEnv, parse, plan } from '@bufbuild/cel'
import { Environment } from '@marcbachmann/cel-js'
import { checkCel } from '../src/compiler/expression/index.js'
import { compilePredicate, type EvaluationScope } from '../src/engine/expression/index.js'
import { type BenchDocument, type ExpressionCase, expressionCases } from './expression-cases.js'

/** Evaluations a second of processor time of one expression, and whether all engines agreed on every document. */
export interface ExpressionFigures {
  readonly name: string
  readonly expression: string
  readonly escher: number
  readonly marcbachmann: number
  readonly bufbuild: number
  readonly agree: boolean
}

/** An expression ready to be evaluated, with its documents in the engine's own form. */
interface Prepared<Input> {
  readonly inputs: readonly Input[]
  readonly judge: (input: Input) => boolean
}

/** Compares our compiled conditions with two CEL libraries: same expressions, same documents, one run. */
export async function benchExpressions(): Promise<ExpressionFigures[]> {
  return expressionCases.map((example) => {
    const escher = prepareEscher(example)
    const marcbachmann = prepareMarcbachmann(example)
    const bufbuild = prepareBufbuild(example)
    const answers = [answersOf(escher), answersOf(marcbachmann), answersOf(bufbuild)]
    return {
      name: example.name,
      expression: example.expression,
      escher: evaluationsPerSecond(escher),
      marcbachmann: evaluationsPerSecond(marcbachmann),
      bufbuild: evaluationsPerSecond(bufbuild),
      agree: new Set(answers).size === 1,
    }
  })
}

function prepareEscher({ expression, schema, documents }: ExpressionCase): Prepared<EvaluationScope> {
  const scope = { schema, linked: new Map(), params: {} }
  const position = { line: 1, column: 1, offset: 0 }
  const range = { file: 'bench.cel', start: position, end: position }
  const { value, diagnostics } = checkCel(expression, { scope, expects: 'condition', locate: () => range })
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return { inputs: documents.map(scopeOf), judge: compilePredicate(value).certainlyTrue }
}

/** One literal and no spread: V8 gives objects made with a spread a shape that is many times slower to read. */
function scopeOf({ resource, tags, environment }: BenchDocument): EvaluationScope {
  return {
    resource: {
      type: 'bench',
      id: 'id',
      name: 'name',
      account: '111111111111',
      region: 'eu-west-1',
      tags,
      properties: resource,
    },
    environment,
    params: {},
    now: new Date(0),
    linked: () => [],
  }
}

function prepareMarcbachmann({ expression, documents }: ExpressionCase): Prepared<Record<string, unknown>> {
  const evaluate = new Environment({ unlistedVariablesAreDyn: true }).parse(expression)
  return { inputs: documents.map((document) => ({ ...document })), judge: (input) => evaluate(input) === true }
}

function prepareBufbuild({ expression, documents }: ExpressionCase): Prepared<Parameters<ReturnType<typeof plan>>[0]> {
  const evaluate = plan(celEnv(), parse(expression))
  const inputs = documents.map((document) => ({ ...document }) as unknown as Parameters<typeof evaluate>[0])
  return { inputs, judge: (input) => evaluate(input) === true }
}

function answersOf<Input>({ inputs, judge }: Prepared<Input>): string {
  return inputs.map((input) => (judge(input) ? '1' : '0')).join('')
}

const measuredMilliseconds = 300

/** Evaluates until enough processor time has gone by, after as long a time of warming up. */
function evaluationsPerSecond<Input>(prepared: Prepared<Input>): number {
  let rounds = 1
  let milliseconds = millisecondsOf(prepared, rounds)
  for (let spent = 0; spent < 2 * measuredMilliseconds; spent += milliseconds) {
    if (milliseconds < measuredMilliseconds) rounds *= 2
    milliseconds = millisecondsOf(prepared, rounds)
  }
  return Math.round((rounds * prepared.inputs.length * 1000) / milliseconds)
}

function millisecondsOf<Input>({ inputs, judge }: Prepared<Input>, rounds: number): number {
  const start = process.cpuUsage()
  let violating = 0
  for (let round = 0; round < rounds; round++) {
    for (const input of inputs) if (judge(input)) violating++
  }
  const { user, system } = process.cpuUsage(start)
  if (violating > rounds * inputs.length) throw new Error('counting keeps the loop from being optimised away')
  return (user + system) / 1000
}

function figureText(figure: number): string {
  return figure >= 1e6 ? `${(figure / 1e6).toFixed(1)}M` : `${Math.round(figure / 1e3)}k`
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const { name, agree, escher, marcbachmann, bufbuild } of await benchExpressions()) {
    const figures = { escher, marcbachmann, bufbuild }
    const columns = Object.entries(figures).map(([engine, figure]) => `${engine} ${figureText(figure)}`.padEnd(20))
    console.log(`${name.padEnd(24)} ${columns.join(' ')} ${agree ? '' : 'ENGINES DISAGREE'}`)
  }
}
