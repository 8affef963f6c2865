import type { Bundle } from '../../core/bundle.js'
import type { ObjectStore } from '../../core/object-store.js'
import { catalog } from '../../providers/catalog.js'
import { type ApprovalRules, sshVerifier } from '../../runner/approval/index.js'

/** What decides about approvals in a repository: its files as they are now, and its store. */
export async function approvalRules(bundle: Bundle, store: ObjectStore): Promise<ApprovalRules> {
  const operations = await catalog.operations?.()
  const { configuration, playbooks, standingApprovals } = bundle
  return {
    store,
    verifier: sshVerifier,
    access: configuration.access,
    configuration,
    playbooks,
    standingApprovals,
    riskOf: (operation) => operations?.get(operation)?.risk,
  }
}
