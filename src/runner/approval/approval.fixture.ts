import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Access, defaultApprovalRules, type Permission, type Person } from '../../core/access.js'
import type { ApprovalQuestion } from '../../core/approval.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { Risk } from '../../core/operation.js'
import { type Plan, type PlannedTarget, planHash } from '../../core/plan.js'
import type { CompiledPlaybook, StandingApproval } from '../../core/playbook.js'
import { folderStore } from '../../store/index.js'
import type { ApprovalRules } from './rules-of-approval.js'
import { sshVerifier } from './ssh-verifier.js'

/** The instant at which everything happens. */
export const now = new Date('2026-11-24T12:00:00.000Z')

/** An instant so many seconds after. */
export function later(seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000)
}

/** A new folder for a test. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'escher-approval-'))
}

/** A new and empty store. */
export function newStore(): ObjectStore {
  return folderStore(newFolder())
}

/** A key pair made by ssh-keygen: the private key's file, and the public key as it stands in a configuration. */
export function newKey(): { readonly file: string; readonly publicKey: string } {
  const file = join(newFolder(), 'key')
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'somebody@example.com', '-f', file])
  return { file, publicKey: readFileSync(`${file}.pub`, 'utf8').trim() }
}

const everything: Permission = { maximumRisk: 'critical', environments: [], maximumTargets: 100 }
const nothing: Permission = { maximumRisk: 'none', environments: [], maximumTargets: 0 }

/** Managers run and approve everything, executors run medium risk, trainees approve low risk in development. */
export function accessOf(people: readonly Person[]): Access {
  return {
    people,
    approvalRules: defaultApprovalRules,
    roles: [
      { id: 'manager', run: everything, approve: everything, edit: [] },
      { id: 'executor', run: everything, approve: nothing, edit: [] },
      {
        id: 'trainee',
        run: nothing,
        approve: { maximumRisk: 'low', environments: ['development'], maximumTargets: 1 },
        edit: [],
      },
    ],
  }
}

/** Somebody with one key. */
export function person(id: string, roles: readonly string[], ...signers: readonly string[]): Person {
  return { id, name: id, roles, signers }
}

/** What a test says of a plan. */
export interface PlanDescription {
  readonly risk?: Risk
  readonly environment?: string
  readonly targets?: number
  readonly requester?: string
  readonly account?: string
  readonly params?: Plan['params']
}

/** A plan of one harmless-looking step on each target. */
export function planOf(description: PlanDescription = {}): Plan {
  const { risk = 'medium', environment = 'production', targets = 1 } = description
  const plan: Omit<Plan, 'hash'> = {
    version: 1,
    playbook: { id: 'restart', version: 1, digest: 'digest of restart', content: {} },
    furtherPlaybooks: [],
    params: description.params ?? {},
    changedParams: [],
    snapshot: 'snapshot',
    commit: 'c0ffee',
    requester: description.requester ?? 'erin',
    createdAt: now.toISOString(),
    expiresAt: later(86_400).toISOString(),
    targets: Array.from({ length: targets }, (_, index) =>
      target(`i-${index}`, { environment, account: description.account ?? '111111111111' }),
    ),
    rollout: { parts: [] },
    skipped: [],
    prediction: { resolved: [], appearing: [], unknown: [] },
    risk,
    approval: { approvals: 0, roles: [], notRequester: false, reason: 'so says the plan', selfApproved: true },
  }
  return { ...plan, hash: planHash(plan) }
}

function target(id: string, place: { readonly environment: string; readonly account: string }): PlannedTarget {
  return {
    type: 'cloud.machine',
    region: 'north',
    id,
    name: id,
    ...place,
    fingerprint: `fingerprint of ${id}`,
    basis: {},
    findings: [],
    steps: [],
    course: [],
  }
}

/** A manager's permission for three runs of `restart` on two targets in production. */
export function standingOf(changes: Partial<StandingApproval> = {}): StandingApproval {
  const start = { line: 1, column: 1, offset: 0 }
  return {
    id: 'nightly/restart',
    playbook: 'restart',
    digest: 'digest of restart',
    grantedBy: 'mona',
    reason: 'restarts are safe',
    environments: ['production'],
    maximumTargets: 2,
    uses: 3,
    expires: '2026-12-31',
    range: { file: 'alerts/approvals/nightly/restart.yaml', start, end: start },
    ...changes,
  }
}

/** The playbook `restart`, which restarts machines and has an hour that is fixed. */
export function playbookOf(changes: Partial<CompiledPlaybook> = {}): CompiledPlaybook {
  const start = { line: 1, column: 1, offset: 0 }
  const range = { file: 'playbooks/restart.yaml', start, end: start }
  const given = {
    type: 'integer',
    title: 'Told apart by tests',
    extend: { kind: 'range', minimum: 0, maximum: 23 },
  } as const
  return {
    id: 'restart',
    title: 'Restart',
    version: 1,
    target: 'cloud.machine',
    params: { hour: given, use: given, n: given },
    limits: {
      maximumTargets: 10,
      environments: [],
      accounts: [],
      maximumRisk: 'critical',
      windows: [],
      protectedTags: {},
    },
    steps: [
      { kind: 'operation', name: '1-restart', operation: 'cloud.machine.restart', params: {}, undo: 'declared', range },
    ],
    range,
    digest: 'digest of restart',
    ...changes,
  }
}

/** Rules over a store; everything not given is as in a small company with one account and a sandbox. */
export function rulesOf(access: Access, given: Partial<ApprovalRules> = {}): ApprovalRules {
  return {
    store: given.store ?? newStore(),
    verifier: sshVerifier,
    access,
    configuration: {
      environments: { production: { protected: true, params: {} } },
      accounts: [
        {
          id: 'sandbox',
          name: 'sandbox',
          cloud: 'aws',
          source: { kind: 'sandbox', estate: 'acme' },
          regions: [],
          params: {},
        },
      ],
    },
    playbooks: [playbookOf()],
    standingApprovals: [],
    riskOf: () => undefined,
    ...given,
  }
}

/** The question of a run that has changed nothing yet. */
export function questionOf(plan: Plan, given: Partial<ApprovalQuestion> = {}): ApprovalQuestion {
  return { plan, run: 'run-1', records: [], now, ...given }
}
