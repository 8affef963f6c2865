/** How serious a diagnostic is. `error` makes `escher check` fail; `warning` does so under `--strict`. */
export type DiagnosticSeverity = 'error' | 'warning' | 'info'

/** A place in a text: `line` and `column` count from 1, `offset` counts UTF-16 units from 0. */
export interface Position {
  readonly line: number
  readonly column: number
  readonly offset: number
}

/** Where something stands: `file` is relative to the repository's root with forward slashes, `end` is exclusive. */
export interface SourceRange {
  readonly file: string
  readonly start: Position
  readonly end: Position
}

/** A second place that helps to understand a diagnostic, such as the first of two duplicate ids. */
export interface RelatedPlace {
  readonly message: string
  readonly range: SourceRange
}

/** A change of text that would resolve a diagnostic. */
export interface SuggestedFix {
  readonly title: string
  readonly range: SourceRange
  readonly text: string
}

/** Something worth saying about a source file or the environment. A *finding* speaks of a cloud resource instead. */
export interface Diagnostic {
  readonly code: string
  readonly severity: DiagnosticSeverity
  /** What is wrong: lowercase, no final stop, user input in backticks. */
  readonly message: string
  readonly why?: string
  readonly help?: string
  readonly range?: SourceRange
  readonly related?: readonly RelatedPlace[]
  readonly fix?: SuggestedFix
}

/** A value together with everything worth saying about how it came to be. */
export interface Outcome<T> {
  readonly value: T
  readonly diagnostics: readonly Diagnostic[]
}

/** Where a diagnostic points and what goes with it; all of it optional. */
export interface DiagnosticPlace {
  readonly range?: SourceRange | undefined
  readonly related?: readonly RelatedPlace[] | undefined
  readonly fix?: SuggestedFix | undefined
}

/** The documentation of one diagnostic code; `escher explain` and the generated pages print it. */
export interface DiagnosticDefinition<Parameters> {
  readonly severity: DiagnosticSeverity
  readonly title: string
  readonly message: (parameters: Parameters) => string
  /** Why this matters to the reader, in a sentence or two. */
  readonly why: string
  /** What to do about it. */
  readonly help: (parameters: Parameters) => string
  /** A minimal source text that causes it, and one that does not. */
  readonly example?: { readonly wrong: string; readonly right: string }
}

/** What `escher explain` shows of a code, without its parameters. */
export interface DiagnosticPage {
  readonly code: string
  readonly severity: DiagnosticSeverity
  readonly title: string
  readonly why: string
  readonly example?: { readonly wrong: string; readonly right: string }
}

/** One module's diagnostics: `report` makes one, `pages` documents them all. */
export interface DiagnosticTable<Table extends Record<string, DiagnosticDefinition<never>>> {
  readonly report: <Code extends keyof Table & string>(
    code: Code,
    parameters: Parameters<Table[Code]['message']>[0],
    place?: DiagnosticPlace,
  ) => Diagnostic
  readonly pages: readonly DiagnosticPage[]
}

/**
 * Declares the diagnostics of one module. Codes are kebab-case, unique over the whole program and never change.
 *
 * @example
 * const table = diagnosticTable({
 *   'duplicate-id': {
 *     severity: 'error', title: 'Two files have the same id', why: 'An id names one thing.',
 *     message: (p: { id: string }) => `the id \`${p.id}\` is taken`, help: () => 'rename one of the files',
 *   },
 * })
 * table.report('duplicate-id', { id: 'aws/s3/no-public-bucket' })
 */
export function diagnosticTable<const Table extends Record<string, DiagnosticDefinition<never>>>(
  table: Table,
): DiagnosticTable<Table> {
  return {
    report: (code, parameters, place = {}) => {
      const definition = table[code] as unknown as DiagnosticDefinition<unknown>
      return {
        code,
        severity: definition.severity,
        message: definition.message(parameters),
        why: definition.why,
        help: definition.help(parameters),
        ...withoutUndefined(place),
      }
    },
    pages: Object.entries(table).map(([code, definition]) => {
      const { severity, title, why, example } = definition as DiagnosticDefinition<never>
      return { code, severity, title, why, ...(example ? { example } : {}) }
    }),
  }
}

/** True when at least one of the diagnostics is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error')
}

function withoutUndefined(place: DiagnosticPlace): Partial<Diagnostic> {
  return Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined))
}
