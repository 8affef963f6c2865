import type { Outcome } from '../../core/diagnostics.js'
import type { LocatedValue } from '../source/located-value.js'
import type { SourceText } from '../source/source-text.js'
import type { Definition, Origin } from './definition.js'
import type { FileKind, ProjectPath } from './project-layout.js'
import { readSource } from './read-source.js'
import type { SourceFiles } from './source-files.js'

/** Where definitions are read from, and how diagnostics name their files. */
export interface DefinitionSource {
  readonly files: SourceFiles
  readonly origin: Origin
  readonly shownAs: (path: string) => string
}

/** Reads files into definitions. Parsers are loaded only for the languages that occur. */
export async function loadDefinitions(
  from: DefinitionSource,
  paths: readonly ProjectPath[],
): Promise<Outcome<Definition[]>> {
  const read = await readerFor(from, paths)
  const outcomes = await Promise.all(paths.map((path) => loadDefinition(from, path, read)))
  return {
    value: outcomes.flatMap(({ value }) => (value ? [value] : [])),
    diagnostics: outcomes.flatMap(({ diagnostics }) => diagnostics),
  }
}

type Read = (source: SourceText, path: ProjectPath) => Promise<Outcome<LocatedValue | undefined>>

async function readerFor(from: DefinitionSource, paths: readonly ProjectPath[]): Promise<Read> {
  const occurs = (language: ProjectPath['language']) => paths.some((path) => path.language === language)
  const yaml = occurs('yaml') ? await import('../yaml/read-yaml.js') : undefined
  const typescript = occurs('typescript') ? await import('../typescript/read-typescript.js') : undefined
  const readTypeScript = typescript?.typeScriptReader(from)
  return async (source, path) => {
    const outcome = path.language === 'yaml' ? yaml?.readYaml(source) : await readTypeScript?.(source, path)
    return outcome ?? { value: undefined, diagnostics: [] }
  }
}

async function loadDefinition(
  { files, origin, shownAs }: DefinitionSource,
  path: ProjectPath,
  read: Read,
): Promise<Outcome<Definition | undefined>> {
  const source = await readSource(files, path.path, shownAs(path.path))
  if (!source.value) return { value: undefined, diagnostics: source.diagnostics }
  const root = await read(source.value, path)
  if (!root.value) return { value: undefined, diagnostics: root.diagnostics }
  const { kind, id } = path
  const shape = await shapeOf(kind, root.value)
  const definition = { kind, id, origin, root: root.value, source: shape.value }
  return { value: definition, diagnostics: [...root.diagnostics, ...shape.diagnostics] }
}

async function shapeOf(kind: FileKind, root: LocatedValue) {
  const { checkShape } = await import('../schema/check-shape.js')
  return checkShape(kind, root)
}

/** The definitions of one kind. */
export function ofKind<Kind extends FileKind>(definitions: readonly Definition[], kind: Kind): Definition<Kind>[] {
  return definitions.filter((one): one is Definition<Kind> => one.kind === kind)
}
