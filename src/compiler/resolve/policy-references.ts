import type { Diagnostic } from '../../core/diagnostics.js'
import type { Catalog } from '../../core/resource-type.js'
import type { Definition } from '../load/definition.js'
import {
  entriesAt,
  entryOf,
  itemsAt,
  type LocatedEntry,
  type LocatedValue,
  rangeOf,
  textAt,
  valueAt,
  writtenText,
} from '../source/located-value.js'
import { replacement } from '../source/replacement.js'
import { closestName } from '../suggestion.js'
import { resolveDiagnostics } from './diagnostics.js'

/** What policies may refer to. */
export interface ReferenceTargets {
  readonly catalog: Catalog
  readonly playbooks: ReadonlyMap<string, Definition<'playbook'>>
  readonly frameworks: ReadonlyMap<string, Definition<'framework'>>
}

/** Reports whatever a policy names that does not exist. */
export function checkPolicyReferences(root: LocatedValue, targets: ReferenceTargets): readonly Diagnostic[] {
  return [
    ...checkResourceType(valueAt(root, ['resource']), targets.catalog),
    ...checkPlaybook(root, targets),
    ...entriesAt(root, 'frameworks').flatMap((entry) => checkFramework(entry, targets)),
  ]
}

/** Reports a resource type that the catalog has not. */
export function checkResourceType(place: LocatedValue | undefined, catalog: Catalog): readonly Diagnostic[] {
  const id = textAt(place)
  if (!place || id === undefined || catalog.types.has(id)) return []
  const suggestion = closestName(id, catalog.types.keys())
  const range = rangeOf(place)
  const fix = replacement(place, suggestion)
  return [resolveDiagnostics.report('unknown-resource-type', { id, suggestion }, { range, fix })]
}

function checkPlaybook(root: LocatedValue, { playbooks }: ReferenceTargets): readonly Diagnostic[] {
  const place = valueAt(root, ['remediation', 'playbook'])
  const id = textAt(place)
  if (!place || id === undefined) return []
  const range = rangeOf(place)
  const playbook = playbooks.get(id)
  if (!playbook) {
    const suggestion = closestName(id, playbooks.keys())
    return [resolveDiagnostics.report('unknown-playbook', { id, suggestion }, { range })]
  }
  const target = valueAt(playbook.root, ['target'])
  const resource = textAt(root, 'resource')
  if (!target || resource === undefined || textAt(target) === resource) return []
  const related = [{ message: 'its target', range: rangeOf(target) }]
  const parameters = { id, target: writtenText(target), resource }
  return [resolveDiagnostics.report('playbook-for-another-type', parameters, { range, related })]
}

function checkFramework(
  { key, keySpan, value }: LocatedEntry,
  { frameworks }: ReferenceTargets,
): readonly Diagnostic[] {
  const framework = frameworks.get(key)
  if (!framework) {
    const suggestion = closestName(key, frameworks.keys())
    return [resolveDiagnostics.report('unknown-framework', { id: key, suggestion }, { range: rangeOf(keySpan) })]
  }
  const controls = valueAt(framework.root, ['controls'])
  return itemsAt(value).flatMap((item) => {
    const id = writtenText(item)
    if (entryOf(controls, id)) return []
    const suggestion = closestName(
      id,
      entriesAt(controls).map((entry) => entry.key),
    )
    const parameters = { id, framework: key, suggestion }
    return [resolveDiagnostics.report('unknown-control', parameters, { range: rangeOf(item) })]
  })
}
