import type { Configuration } from '../../core/configuration.js'
import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import { matchesIdPattern } from '../../core/id-pattern.js'
import { resolveDiagnostics } from '../resolve/diagnostics.js'
import { rangeOf, valueAt } from '../source/located-value.js'
import { closestName } from '../suggestion.js'
import type { Definition } from './definition.js'
import { findFiles } from './find-files.js'
import { loadDefinitions } from './load-definitions.js'
import type { ProjectPath } from './project-layout.js'
import type { SourceFiles } from './source-files.js'

/** Loads the first-party policies that the configuration asks for, and the frameworks and playbooks they may name. */
export async function loadLibrary(
  files: SourceFiles,
  configured: Definition<'configuration'> | undefined,
  { library: patterns }: Configuration,
): Promise<Outcome<Definition[]>> {
  const { value: paths } = await findFiles(files)
  const ids = paths.filter(({ kind }) => kind === 'policy').map(({ id }) => id)
  const wanted = paths.filter((path) => isWanted(path, patterns))
  const loaded = await loadDefinitions({ files, origin: 'library', shownAs: (path) => `escher:${path}` }, wanted)
  return { value: loaded.value, diagnostics: [...unusedPatterns(configured, patterns, ids), ...loaded.diagnostics] }
}

function isWanted({ kind, id }: ProjectPath, patterns: readonly string[]): boolean {
  if (kind === 'framework' || kind === 'playbook') return true
  if (kind !== 'policy') return false
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
