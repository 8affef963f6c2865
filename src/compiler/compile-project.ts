import type { Bundle } from '../core/bundle.js'
import type { Clock } from '../core/clock.js'
import type { Configuration } from '../core/configuration.js'
import type { Diagnostic, Outcome } from '../core/diagnostics.js'
import type { RemediationProver } from '../core/remediation.js'
import type { Catalog } from '../core/resource-type.js'
import { compileConfiguration, defaultConfiguration } from './configuration/compile-configuration.js'
import type { Definition } from './load/definition.js'
import { findFiles } from './load/find-files.js'
import { loadDefinitions, ofKind } from './load/load-definitions.js'
import { loadLibrary } from './load/load-library.js'
import type { SourceFiles } from './load/source-files.js'
import { withoutOverridden } from './playbook/overrides.js'
import { withoutDuplicates } from './resolve/duplicate-ids.js'
import { resolveProject } from './resolve/resolve-project.js'

/** What a project is compiled from. */
export interface CompileRequest {
  readonly files: SourceFiles
  /** First-party files, laid out like a project; the configuration's `library` chooses among its policies. */
  readonly library?: SourceFiles | undefined
  readonly catalog: Catalog
  readonly clock: Clock
  /** Tries playbooks on the examples of policies; without it, remediations are not proven. */
  readonly prover?: RemediationProver | undefined
}

/**
 * Compiles a repository's files. Every error of every file is reported, never just the first; the bundle holds what is
 * right, so callers that act on it must ask `hasErrors` first. Library files are named `escher:<path>` in diagnostics.
 */
export async function compileProject({
  files,
  library,
  catalog,
  clock,
  prover,
}: CompileRequest): Promise<Outcome<Bundle>> {
  const diagnostics: Diagnostic[] = []
  const take = <T>(outcome: Outcome<T>): T => {
    diagnostics.push(...outcome.diagnostics)
    return outcome.value
  }
  const paths = take(await findFiles(files))
  const own = take(await loadDefinitions({ files, origin: 'project', shownAs: (path) => path }, paths))
  const [configured] = ofKind(own, 'configuration')
  const configuration: Configuration = configured ? take(compileConfiguration(configured)) : defaultConfiguration
  const shipped: Definition[] = library ? take(await loadLibrary(library, own, configuration)) : []
  const definitions = take(withoutDuplicates(take(withoutOverridden([...own, ...shipped]))))
  const resolved = take(await resolveProject(definitions, { catalog, clock, configuration, prover }))
  return { value: { ...resolved, configuration }, diagnostics: inOrder(diagnostics) }
}

/** By file and place, errors as they stand. */
function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const file = (diagnostic: Diagnostic) => diagnostic.range?.file ?? ''
  return [...diagnostics].sort(
    (left, right) =>
      file(left).localeCompare(file(right), 'en') || (left.range?.start.offset ?? 0) - (right.range?.start.offset ?? 0),
  )
}
