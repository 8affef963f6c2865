import type { Expression } from 'oxc-parser'
import type { Outcome } from '../../core/diagnostics.js'
import type { FileKind, ProjectPath } from '../load/project-layout.js'
import type { LocatedValue } from '../source/located-value.js'
import { Repetition } from '../source/repetition.js'
import type { SourceText } from '../source/source-text.js'
import { typescriptDiagnostics } from './diagnostics.js'
import { type ConstantMemory, Evaluator } from './evaluate.js'
import { type ModuleFiles, ModuleGraph } from './module-graph.js'
import type { Module } from './parse-module.js'

const helperNames: Readonly<Record<FileKind, string>> = {
  policy: 'definePolicy',
  exemption: 'defineExemption',
  framework: 'defineFramework',
  playbook: 'definePlaybook',
  approval: 'defineStandingApproval',
  schedule: 'defineSchedule',
  'price-sheet': 'definePriceSheet',
  configuration: 'defineConfig',
}

/**
 * Makes a reader of a project's TypeScript files. It parses them and reads literals and constants; nothing is ever
 * run, and nothing outside of the project is ever looked at.
 */
export function typeScriptReader(
  from: ModuleFiles,
): (source: SourceText, file: ProjectPath) => Promise<Outcome<LocatedValue | undefined>> {
  const graph = new ModuleGraph(from)
  const memory: ConstantMemory = new Map()
  return async (source, { path, kind }) => {
    const module = await graph.load(source, path)
    const value = module && readDefinition(module, helperNames[kind], { graph, memory })
    return { value, diagnostics: graph.takeDiagnostics() }
  }
}

function readDefinition(
  module: Module,
  helper: string,
  { graph, memory }: { graph: ModuleGraph; memory: ConstantMemory },
): LocatedValue | undefined {
  const evaluator = new Evaluator(module, graph, { memory, repetition: new Repetition(), depth: 0 })
  const argument = definitionArgument(module, helper)
  if (argument) return evaluator.evaluate(argument)
  const { start, end } = module.defaultExport ?? { start: 0, end: 0 }
  const place = { range: module.source.range(start, end) }
  graph.report(typescriptDiagnostics.report('no-default-export', { helper }, place))
  return undefined
}

/** The one argument of `definePolicy(…)` and its like. */
function definitionArgument({ defaultExport, helpers }: Module, helper: string): Expression | undefined {
  const call = defaultExport?.type === 'TSSatisfiesExpression' ? defaultExport.expression : defaultExport
  if (call?.type !== 'CallExpression' || call.callee.type !== 'Identifier') return undefined
  const [argument, ...others] = call.arguments
  if (helpers.get(call.callee.name) !== helper || !argument || others.length > 0) return undefined
  return argument.type === 'SpreadElement' ? undefined : argument
}
