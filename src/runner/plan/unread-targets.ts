import type { Configuration } from '../../core/configuration.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import { hasErrors } from '../../core/diagnostics.js'
import type { Catalog } from '../../core/resource-type.js'
import type { SnapshotManifest } from '../../core/snapshot.js'
import { type Selection, selectsAccount } from '../../engine/index.js'
import type { Planning } from '../../engine/plan/index.js'
import { planningDiagnostics } from './diagnostics.js'

/** Where targets may stand that nobody could read. */
export interface UnreadScope {
  readonly manifest: SnapshotManifest
  readonly types: ReadonlySet<string>
  readonly configuration: Configuration
  readonly selection: Selection
  readonly catalog: Catalog
}

/** Adds that targets may be missing since their listing was not read; then nothing to do is no longer a fact. */
export function withUnreadTargets(planning: Planning, scope: UnreadScope): Planning {
  const unread = [...scope.types].sort().flatMap((type) => unreadOfType(type, scope))
  if (unread.length === 0) return planning
  if (planning.plan || hasErrors(planning.diagnostics)) {
    const warnings = unread.map((one) => planningDiagnostics.report('targets-unread', one))
    return { ...planning, diagnostics: [...planning.diagnostics, ...warnings] }
  }
  const errors: readonly Diagnostic[] = unread.map((one) => planningDiagnostics.report('no-targets-read', one))
  return { ...planning, diagnostics: errors }
}

interface UnreadType {
  readonly type: string
  readonly accounts: readonly string[]
  readonly reason: string
}

function unreadOfType(type: string, scope: UnreadScope): readonly UnreadType[] {
  const { manifest, configuration, selection, catalog } = scope
  const { cloud } = catalog.types.get(type) ?? {}
  const reasons = configuration.accounts
    .filter((account) => account.cloud === cloud && selectsAccount(selection, account))
    .flatMap(({ id, name }) => {
      const listings = manifest.partitions.filter((one) => one.type === type && one.account === id)
      const failed = listings.find((one) => one.unread)?.unread
      if (listings.length > 0 && !failed) return []
      const closed = manifest.unreadAccounts.find(({ account }) => account === id)?.unread
      return [{ name, reason: (failed ?? closed)?.message ?? 'the snapshot does not hold the type' }]
    })
  const [first] = reasons
  return first ? [{ type, accounts: reasons.map(({ name }) => name), reason: first.reason }] : []
}
