import {
  type ExportNamedDeclaration,
  type Expression,
  type ImportDeclaration,
  type ModuleExportName,
  parseSync,
  type Statement,
  type VariableDeclaration,
} from 'oxc-parser'
import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import type { Span } from '../source/located-value.js'
import type { SourceText } from '../source/source-text.js'
import { complexityLimit, isTooComplex } from './complexity.js'
import { typescriptDiagnostics } from './diagnostics.js'
import { type ImportTarget, resolveImport } from './resolve-import.js'

/** A constant that a module takes from another one. */
export interface ImportedConstant extends Span {
  /** The project path of the other module. */
  readonly path: string
  readonly name: string
}

/** What a TypeScript file declares, as far as it can be read. */
export interface Module {
  readonly path: string
  readonly source: SourceText
  readonly constants: ReadonlyMap<string, Expression>
  readonly imports: ReadonlyMap<string, ImportedConstant>
  /** The local names of things imported from `escher`, and what they are called there. */
  readonly helpers: ReadonlyMap<string, string>
  /** The local names of exported constants. */
  readonly exports: ReadonlyMap<string, string>
  readonly defaultExport: Expression | undefined
}

/** Parses a file and lists its declarations. Statements of other kinds are diagnostics. */
export function parseModule(source: SourceText, path: string): Outcome<Module | undefined> {
  if (isTooComplex(source.text)) {
    const place = { range: source.range(0, 0) }
    const diagnostic = typescriptDiagnostics.report('typescript-too-complex', { limit: complexityLimit }, place)
    return { value: undefined, diagnostics: [diagnostic] }
  }
  const { program, errors } = parseSync(path, source.text, { lang: 'ts', sourceType: 'module', preserveParens: false })
  if (errors.length > 0) return { value: undefined, diagnostics: errors.map((error) => syntaxProblem(error, source)) }
  const builder = new ModuleBuilder(source, path)
  for (const statement of program.body as Statement[]) builder.read(statement)
  return { value: builder.module(), diagnostics: builder.diagnostics }
}

function syntaxProblem(
  { message, labels }: { message: string; labels: readonly { start: number; end: number }[] },
  source: SourceText,
): Diagnostic {
  const { start, end } = labels[0] ?? { start: 0, end: 0 }
  const problem = message.charAt(0).toLowerCase() + message.slice(1)
  return typescriptDiagnostics.report('typescript-syntax', { problem }, { range: source.range(start, end) })
}

const otherStatement = ['this statement', 'keep only imports, `const` constants, types and the default export'] as const

const typeOnly = new Set(['TSTypeAliasDeclaration', 'TSInterfaceDeclaration', 'EmptyStatement'])

class ModuleBuilder {
  readonly diagnostics: Diagnostic[] = []
  readonly #constants = new Map<string, Expression>()
  readonly #imports = new Map<string, ImportedConstant>()
  readonly #helpers = new Map<string, string>()
  readonly #exports = new Map<string, string>()
  readonly #source: SourceText
  readonly #path: string
  #defaultExport: Expression | undefined

  constructor(source: SourceText, path: string) {
    this.#source = source
    this.#path = path
  }

  module(): Module {
    return {
      path: this.#path,
      source: this.#source,
      constants: this.#constants,
      imports: this.#imports,
      helpers: this.#helpers,
      exports: this.#exports,
      defaultExport: this.#defaultExport,
    }
  }

  read(statement: Statement): void {
    if (typeOnly.has(statement.type)) return
    if (statement.type === 'ImportDeclaration') this.#readImport(statement)
    else if (statement.type === 'VariableDeclaration') this.#readConstants(statement, false)
    else if (statement.type === 'ExportNamedDeclaration') this.#readExport(statement)
    else if (statement.type === 'ExportDefaultDeclaration') this.#defaultExport = statement.declaration as Expression
    else this.#unreadable(statement, ...otherStatement)
  }

  #readImport(statement: ImportDeclaration): void {
    if (statement.importKind === 'type') return
    const specifier = statement.source.value
    const target = resolveImport(specifier, this.#path)
    if (target.kind === 'outside') {
      const place = { range: this.#source.range(statement.source.start, statement.source.end) }
      this.diagnostics.push(typescriptDiagnostics.report('import-outside-project', { path: specifier }, place))
    } else if (statement.specifiers.length === 0) {
      this.#unreadable(statement, 'an import for its effects', 'import constants by name')
    } else for (const one of statement.specifiers) this.#readImported(one, target)
  }

  #readImported(
    specifier: ImportDeclaration['specifiers'][number],
    target: Exclude<ImportTarget, { kind: 'outside' }>,
  ): void {
    if (specifier.type !== 'ImportSpecifier') {
      this.#unreadable(specifier, 'this import', "import constants by name: `import { days } from './shared.js'`")
      return
    }
    if (specifier.importKind === 'type') return
    const { imported, local, start, end } = specifier
    const name = nameOf(imported)
    if (target.kind === 'escher') this.#helpers.set(local.name, name)
    else this.#imports.set(local.name, { path: target.path, name, source: this.#source, start, end })
  }

  #readExport(statement: ExportNamedDeclaration): void {
    const { declaration, exportKind, specifiers, source } = statement
    if (exportKind === 'type' || (declaration && typeOnly.has(declaration.type))) return
    if (declaration?.type === 'VariableDeclaration') this.#readConstants(declaration, true)
    else if (declaration || source) this.#unreadable(statement, ...otherStatement)
    else for (const { local, exported } of specifiers) this.#exports.set(nameOf(exported), nameOf(local))
  }

  #readConstants(declaration: VariableDeclaration, exported: boolean): void {
    if (declaration.kind !== 'const') {
      this.#unreadable(declaration, `a \`${declaration.kind}\` variable`, 'declare it with `const`')
      return
    }
    for (const { id, init } of declaration.declarations) {
      if (id.type !== 'Identifier' || !init) {
        this.#unreadable(id, 'this declaration', 'give every constant a name of its own: `const days = 7`')
      } else {
        this.#constants.set(id.name, init)
        if (exported) this.#exports.set(id.name, id.name)
      }
    }
  }

  #unreadable(node: { start: number; end: number }, what: string, instead: string): void {
    const range = this.#source.range(node.start, node.end)
    this.diagnostics.push(typescriptDiagnostics.report('unreadable-typescript', { what, instead }, { range }))
  }
}

function nameOf(name: ModuleExportName): string {
  return name.type === 'Literal' ? name.value : name.name
}
