import type { Configuration } from '../../core/configuration.js'
import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import { matchesIdPattern } from '../../core/id-pattern.js'
import { resolveDiagnostics } from '../resolve/diagnostics.js'
import { rangeOf, valueAt } from '../source/located-value.js'
import { closestName } from '../suggestion.js'
import type { Definition } from './definition.js'
import { findFiles } from './find-files.js'
import { loadDefinitions, ofKind } from './load-definitions.js'
import { playbooksNamedBy } from './named-playbooks.js'
import type { ProjectPath } from './project-layout.js'
import type { SourceFiles } from './source-files.js'

/** Loads the first-party policies and playbooks that a project chooses or names, and the frameworks it may name. */
export async function loadLibrary(
  files: SourceFiles,
  own: readonly Definition[],
  { library: patterns }: Configuration,
): Promise<Outcome<Definition[]>> {
  const { value: paths } = await findFiles(files)
  const load = (wanted: readonly ProjectPath[]) =>
    loadDefinitions({ files, origin: 'library', shownAs: (path) => `escher:${path}` }, wanted)
  const chosen = await load(paths.filter(({ kind, id }) => isChosen(kind, id, patterns)))
  const named = await loadNamed(paths, [...own, ...chosen.value], load)
  const choosable = paths.filter(({ kind }) => kind === 'policy' || kind === 'playbook').map(({ id }) => id)
  const unused = unusedPatterns(ofKind(own, 'configuration')[0], patterns, choosable)
  return {
    value: [...chosen.value, ...named.value],
    diagnostics: [...unused, ...chosen.diagnostics, ...named.diagnostics],
  }
}

/** The playbooks that definitions name, and those that these name in turn. */
async function loadNamed(
  paths: readonly ProjectPath[],
  definitions: readonly Definition[],
  load: (wanted: readonly ProjectPath[]) => Promise<Outcome<Definition[]>>,
): Promise<Outcome<Definition[]>> {
  const loaded = new Set(definitions.flatMap(({ kind, id, origin }) => (isShipped(kind, origin) ? [id] : [])))
  const shipped = new Map(paths.flatMap((path) => (path.kind === 'playbook' ? [[path.id, path] as const] : [])))
  const result: Outcome<Definition[]> & { diagnostics: Diagnostic[] } = { value: [], diagnostics: [] }
  for (let naming = definitions; naming.length > 0; ) {
    const wanted = [...playbooksNamedBy(naming, shipped)].filter(([id]) => !loaded.has(id))
    for (const [id] of wanted) loaded.add(id)
    const { value, diagnostics } = await load(wanted.map(([, path]) => path))
    result.value.push(...value)
    result.diagnostics.push(...diagnostics)
    naming = value
  }
  return result
}

function isShipped(kind: Definition['kind'], origin: Definition['origin']): boolean {
  return kind === 'playbook' && origin === 'library'
}

function isChosen(kind: ProjectPath['kind'], id: string, patterns: readonly string[]): boolean {
  if (kind === 'framework') return true
  if (kind !== 'policy' && kind !== 'playbook') return false
  return patterns.reduce(
    (wanted, pattern) =>
      pattern.startsWith('!')
        ? wanted && !matchesIdPattern(id, pattern.slice(1))
        : wanted || matchesIdPattern(id, pattern),
    false,
  )
}

function unusedPatterns(
  configured: Definition<'configuration'> | undefined,
  patterns: readonly string[],
  ids: readonly string[],
): readonly Diagnostic[] {
  return patterns.flatMap((pattern, index) => {
    const id = pattern.replace(/^!/, '')
    if (ids.some((one) => matchesIdPattern(one, id))) return []
    const place = valueAt(configured?.root, ['library', index])
    const parameters = { id, suggestion: closestName(id, ids) }
    return [resolveDiagnostics.report('unknown-policy', parameters, { range: place && rangeOf(place) })]
  })
}
