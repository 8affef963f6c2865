import { compileProject, placeOf, type SourceFiles } from '../../compiler/index.js'
import type { Bundle } from '../../core/bundle.js'
import { type Diagnostic, hasErrors } from '../../core/diagnostics.js'
import { remediationProver } from '../../engine/index.js'
import { catalog } from '../../providers/catalog.js'
import { type DiagnosticsFormat, renderDiagnostics } from '../../report/index.js'
import { CommandFailure } from '../command-failure.js'
import type { CommandContext } from '../environment/context.js'
import { diskFiles } from './disk-files.js'
import { libraryFiles } from './library-files.js'
import { isPackageItself } from './package-root.js'

/** What diagnostics put before the paths of first-party files. */
const libraryPrefix = 'escher:'

/** A repository, compiled. */
export interface CompiledRepository {
  readonly bundle: Bundle
  readonly diagnostics: readonly Diagnostic[]
}

/** Compiles the files of the repository; they may be full of errors. */
export async function compileRepository(context: CommandContext): Promise<CompiledRepository> {
  return await compileFiles(diskFiles(context.root), context)
}

/** Compiles files as if they were the repository's, with the same library. */
export async function compileFiles(
  files: SourceFiles,
  { root, clock }: Pick<CommandContext, 'root' | 'clock'>,
): Promise<CompiledRepository> {
  const library = isPackageItself(root) ? undefined : libraryFiles()
  const outcome = await compileProject({ files, library, catalog, clock, prover: remediationProver })
  return { bundle: outcome.value, diagnostics: outcome.diagnostics }
}

/** The bundle of a repository without errors; otherwise the errors are printed and the command ends. */
export async function requireBundle(context: CommandContext): Promise<Bundle> {
  const { bundle, diagnostics } = await compileRepository(context)
  if (!hasErrors(diagnostics)) return bundle
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  context.terminal.error(await printDiagnostics('human', errors, context))
  throw new CommandFailure('invalid-files', 'The files of the repository do not compile, so nothing was done.')
}

/** Diagnostics as a text in a format, with code frames from the files on disk. */
export async function printDiagnostics(
  format: DiagnosticsFormat,
  diagnostics: readonly Diagnostic[],
  { root, terminal, version }: CommandContext,
): Promise<string> {
  const files = diskFiles(root)
  const definitions = (await files.list()).filter((path) => placeOf(path).place === 'definition')
  const sources = await readSources(diagnostics.flatMap(pathsOf), root)
  const { colour, width } = terminal
  const options = { sources, colour, width, toolVersion: version, files: definitions.length }
  return renderDiagnostics(format, diagnostics, options)
}

function pathsOf({ range, related = [], fix }: Diagnostic): string[] {
  return [range, fix?.range, ...related.map((place) => place.range)].flatMap((each) => (each ? [each.file] : []))
}

/** The texts of files by the paths that ranges name, first-party ones included; those that are gone are left out. */
export async function readSources(paths: readonly string[], root: string): Promise<ReadonlyMap<string, string>> {
  const [files, library] = [diskFiles(root), libraryFiles()]
  const sources = new Map<string, string>()
  for (const path of new Set(paths)) {
    const shipped = path.startsWith(libraryPrefix)
    const reading = shipped ? library.read(path.slice(libraryPrefix.length)) : files.read(path)
    const bytes = await reading.catch(() => undefined)
    if (bytes) sources.set(path, new TextDecoder().decode(bytes))
  }
  return sources
}
