import type { Approval } from '../../core/approval.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { Revocation } from '../../engine/index.js'
import { objectKey } from '../../store/index.js'
import { createNumbered, readRecord } from './numbered-records.js'

/** An approval, where it is kept, and what took it back. */
export interface KeptApproval {
  readonly key: string
  readonly approval: Approval
  readonly revoked?: Revocation
}

const folder = (plan: string): string => objectKey('approvals', 'plans', plan)
const revocationEnding = '.revoked.json'

/** Keeps an approval under the next free number of its plan; tells its key. */
export async function keepApproval(store: ObjectStore, approval: Approval): Promise<string> {
  return await createNumbered(store, folder(approval.plan), () => approval)
}

/** The approvals kept for a plan, in the order in which they came. What is no approval is passed over. */
export async function readApprovals(store: ObjectStore, plan: string): Promise<readonly KeptApproval[]> {
  const kept: KeptApproval[] = []
  for await (const key of store.list(`${folder(plan)}/`)) {
    if (!/\/\d+\.json$/.test(key)) continue
    const approval = approvalIn(await readRecord(store, key))
    if (!approval) continue
    const revoked = (await readRecord(store, revocationKey(key))) as Revocation | undefined
    kept.push({ key, approval, ...(revoked ? { revoked } : {}) })
  }
  return kept
}

/** The hashes of all plans that approvals are kept for. */
export async function listApprovedPlans(store: ObjectStore): Promise<readonly string[]> {
  const plans = new Set<string>()
  for await (const key of store.list('approvals/plans/')) plans.add(decodeURIComponent(key.split('/')[2] ?? ''))
  return [...plans]
}

/** Takes back an approval; `false` when somebody did before. */
export async function keepRevocation(store: ObjectStore, key: string, revocation: Revocation): Promise<boolean> {
  return await store.create(revocationKey(key), Buffer.from(JSON.stringify(revocation)))
}

function revocationKey(key: string): string {
  return key.replace(/\.json$/, revocationEnding)
}

const texts = ['plan', 'params', 'targets', 'approver', 'requester', 'at', 'expires', 'signature'] as const

function approvalIn(value: unknown): Approval | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const members = value as Readonly<Record<string, unknown>>
  return texts.every((name) => typeof members[name] === 'string') ? (value as Approval) : undefined
}
