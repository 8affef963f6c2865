import type { Configuration } from '../../core/configuration.js'
import type { Diagnostic, SourceRange } from '../../core/diagnostics.js'
import type { ExpressionNode } from '../../core/expression.js'
import type { Definition } from '../load/definition.js'
import { entriesAt, itemsAt, type LocatedValue, rangeOf, valueAt, writtenText } from '../source/located-value.js'
import { replacement } from '../source/replacement.js'
import { resolveDiagnostics } from './diagnostics.js'
import { type KnownNames, knownAccounts, knownEnvironments, unknownAmong } from './known-places.js'

/** Something compiled, with where it stands. */
interface Compiled {
  readonly range: SourceRange
}

/**
 * Reports environments and accounts that the configuration does not know, in the lists and conditions of the repository's
 * own files. Without accounts in the configuration, nothing is said; what ships with Escher names places in general.
 */
export function checkPlaces(
  definitions: readonly Definition[],
  compiled: readonly Compiled[],
  configuration: Configuration,
): readonly Diagnostic[] {
  if (configuration.accounts.length === 0) return []
  const own = definitions.filter(({ origin }) => origin === 'project')
  const files = new Set(own.map(({ root }) => root.source.file))
  const environments = knownEnvironments(configuration, true)
  return [
    ...own.flatMap((definition) => checkLists(definition, configuration)),
    ...compiled
      .filter(({ range }) => files.has(range.file))
      .flatMap((one) => environmentsIn(one))
      .flatMap(({ name, range }) => unknownEnvironment(name, environments, { range })),
  ]
}

function checkLists({ kind, root }: Definition, configuration: Configuration): readonly Diagnostic[] {
  switch (kind) {
    case 'playbook':
      return [
        ...unknownEnvironments(itemsAt(root, 'limits', 'environments'), knownEnvironments(configuration, true)),
        ...itemsAt(root, 'limits', 'accounts').flatMap((place) => unknownAccount(place, knownAccounts(configuration))),
      ]
    case 'approval':
      return unknownEnvironments(itemsAt(root, 'environments'), knownEnvironments(configuration, true))
    case 'configuration':
      return unknownEnvironments(placesInAccess(root), knownEnvironments(configuration, false))
    default:
      return []
  }
}

function placesInAccess(root: LocatedValue): readonly LocatedValue[] {
  const roles = entriesAt(root, 'roles').map(({ value }) => value)
  return [
    ...itemsAt(root, 'approvalRules').flatMap((rule) => itemsAt(rule, 'environments')),
    ...roles.flatMap((role) => ['run', 'approve'].flatMap((may) => itemsAt(valueAt(role, [may]), 'environments'))),
  ]
}

function unknownEnvironments(places: readonly LocatedValue[], known: KnownNames): readonly Diagnostic[] {
  return places.flatMap((place) => unknownEnvironment(writtenText(place), known, { range: rangeOf(place), place }))
}

function unknownEnvironment(
  name: string,
  known: KnownNames,
  { range, place }: { readonly range: SourceRange; readonly place?: LocatedValue },
): readonly Diagnostic[] {
  const unknown = unknownAmong(name, known)
  if (!unknown) return []
  const fix = place && replacement(place, unknown.suggestion)
  return [resolveDiagnostics.report('unknown-environment', { name, known: known.names, ...unknown }, { range, fix })]
}

function unknownAccount(place: LocatedValue, known: KnownNames): readonly Diagnostic[] {
  const name = writtenText(place)
  const unknown = unknownAmong(name, known)
  if (!unknown) return []
  const fix = replacement(place, unknown.suggestion)
  return [resolveDiagnostics.report('unknown-account', { name, ...unknown }, { range: rangeOf(place), fix })]
}

interface NamedEnvironment {
  readonly name: string
  readonly range: SourceRange
}

/** The texts that `environment` is compared with anywhere in something compiled. */
function environmentsIn(value: unknown): readonly NamedEnvironment[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(environmentsIn)
  const own = isNode(value) ? comparedWith(value).flatMap(literalText) : []
  return [...own, ...Object.values(value).flatMap(environmentsIn)]
}

function isNode(value: object): value is ExpressionNode {
  return 'kind' in value && (value.kind === 'compare' || value.kind === 'membership') && 'type' in value
}

function comparedWith(node: ExpressionNode): readonly ExpressionNode[] {
  if (node.kind === 'compare') {
    if (isEnvironment(node.left)) return [node.right]
    return isEnvironment(node.right) ? [node.left] : []
  }
  if (node.kind !== 'membership' || !isEnvironment(node.element)) return []
  return node.container.kind === 'list' ? node.container.elements : []
}

function isEnvironment(node: ExpressionNode): boolean {
  return node.kind === 'variable' && node.scope === 'root' && node.name === 'environment'
}

function literalText(node: ExpressionNode): readonly NamedEnvironment[] {
  return node.kind === 'literal' && node.value.of === 'string' ? [{ name: node.value.value, range: node.range }] : []
}
