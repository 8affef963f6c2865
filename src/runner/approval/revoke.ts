import type { Outcome } from '../../core/diagnostics.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { Revocation } from '../../engine/index.js'
import { type KeptApproval, keepRevocation, readApprovals } from './approval-records.js'
import { signingDiagnostics } from './diagnostics.js'

/** Takes back the approvals of a plan: one person's, or everybody's. Tells which. */
export async function revokeApprovals(
  store: ObjectStore,
  { plan, approver }: { readonly plan: string; readonly approver?: string },
  revocation: Revocation,
): Promise<Outcome<readonly KeptApproval[]>> {
  const kept = await readApprovals(store, plan)
  const standing = kept.filter((one) => !one.revoked && (approver === undefined || one.approval.approver === approver))
  for (const { key } of standing) await keepRevocation(store, key, revocation)
  if (standing.length > 0) return { value: standing, diagnostics: [] }
  const parameters = approver === undefined ? { plan } : { plan, approver }
  return { value: [], diagnostics: [signingDiagnostics.report('approval-not-found', parameters)] }
}
