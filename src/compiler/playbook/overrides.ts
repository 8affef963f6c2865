import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import type { Definition } from '../load/definition.js'
import { ofKind } from '../load/load-definitions.js'
import { rangeOf, textAt, valueAt } from '../source/located-value.js'
import { playbookDiagnostics } from './diagnostics.js'

/**
 * Leaves out the library's playbooks that the project replaces. It replaces one by having the same id and saying so, with
 * the version that was looked at; that way neither a name nor an upgrade replaces anything by accident.
 */
export function withoutOverridden(definitions: readonly Definition[]): Outcome<Definition[]> {
  const playbooks = ofKind(definitions, 'playbook')
  const library = new Map(playbooks.filter(({ origin }) => origin === 'library').map((one) => [one.id, one]))
  const own = playbooks.filter(({ origin }) => origin === 'project')
  const replaced = new Set<Definition>(own.flatMap(({ id }) => library.get(id) ?? []))
  return {
    value: definitions.filter((definition) => !replaced.has(definition)),
    diagnostics: own.flatMap((playbook) => checkOverride(playbook, library.get(playbook.id))),
  }
}

function checkOverride(
  { id, root }: Definition<'playbook'>,
  library: Definition<'playbook'> | undefined,
): readonly Diagnostic[] {
  const declared = valueAt(root, ['overrides'])
  const version = library && versionOf(library)
  if (!declared) {
    if (!library) return []
    const related = [{ message: 'the playbook of the library', range: rangeOf(library.root) }]
    const range = rangeOf(valueAt(root, ['title']) ?? root)
    return [playbookDiagnostics.report('override-not-said', { id, version }, { range, related })]
  }
  const named = valueAt(declared, ['playbook']) ?? declared
  if (!library || textAt(named) !== id) {
    return [playbookDiagnostics.report('override-of-nothing', { id, exists: !!library }, { range: rangeOf(named) })]
  }
  const place = valueAt(declared, ['version'])
  if (place?.kind !== 'scalar' || version === undefined || place.value === version) return []
  const related = [{ message: 'the playbook of the library', range: rangeOf(library.root) }]
  const parameters = { id, version, said: String(place.value) }
  return [playbookDiagnostics.report('override-of-another-version', parameters, { range: rangeOf(place), related })]
}

function versionOf({ root }: Definition<'playbook'>): number | undefined {
  const version = valueAt(root, ['version'])
  return version?.kind === 'scalar' && typeof version.value === 'number' ? version.value : undefined
}
