import { beforeAll, describe, expect, it } from 'vitest'
import type { Access, Person } from '../../core/access.js'
import type { Approval, ApprovalDecision, ApprovalStep } from '../../core/approval.js'
import { fixedClock } from '../../core/clock.js'
import { type Plan, planHash } from '../../core/plan.js'
import type { StandingApproval } from '../../core/playbook.js'
import type { RunRecord } from '../../core/run.js'
import { approvalStatement, approvedContent } from '../../engine/index.js'
import {
  accessOf,
  later,
  newKey,
  now,
  person,
  planOf,
  playbookOf,
  questionOf,
  rulesOf,
  standingOf,
} from './approval.fixture.js'
import { keepApproval, readApprovals } from './approval-records.js'
import { approve } from './approve.js'
import { createApprovalGate } from './gate.js'
import { revokeApprovals } from './revoke.js'
import type { ApprovalRules } from './rules-of-approval.js'
import { sshSigner } from './ssh-signer.js'

const keys: Record<string, ReturnType<typeof newKey>> = {}
let access: Access

beforeAll(() => {
  for (const name of ['mona', 'max', 'erin', 'tom']) keys[name] = newKey()
  access = accessOf([
    personWithKey('mona', 'manager'),
    personWithKey('max', 'manager'),
    personWithKey('erin', 'executor'),
    personWithKey('tom', 'trainee'),
  ])
})

function personWithKey(id: string, role: string): Person {
  return person(id, [role], keys[id]?.publicKey ?? '')
}

interface Giving {
  readonly expires?: Date
  readonly at?: { readonly run: string; readonly step: ApprovalStep }
  readonly when?: Date
}

async function give(
  rules: ApprovalRules,
  plan: Plan,
  approver: string,
  giving: Giving = {},
): Promise<string | undefined> {
  const { expires = later(3600), at, when = now } = giving
  const request = { plan, key: keys[approver]?.file ?? '', expires, ...(at ? { at } : {}) }
  const { diagnostics } = await approve(request, { rules, signer: sshSigner, clock: fixedClock(when) })
  return diagnostics[0]?.code
}

function told(decision: ApprovalDecision): string | readonly string[] {
  if (decision.kind === 'granted') return decision.approvals.map(({ approval }) => approval.approver)
  if (decision.kind === 'waiting') return 'waiting'
  return decision.diagnostics
    .map(({ code }) => code)
    .filter((code) => code !== 'approval-missing')
    .join()
}

async function ask(rules: ApprovalRules, plan: Plan, given: Parameters<typeof questionOf>[1] = {}) {
  return told(await createApprovalGate(rules).check(questionOf(plan, given)))
}

describe('a plan of medium risk in production', () => {
  it('waits until a manager has approved it, and says what is missing', async () => {
    const rules = rulesOf(access)
    const plan = planOf()
    const decision = await createApprovalGate(rules).check(questionOf(plan))
    expect(decision).toMatchObject({ kind: 'waiting', diagnostics: [{ code: 'approval-missing' }] })
    expect(await give(rules, plan, 'mona')).toBeUndefined()
    expect(await ask(rules, plan)).toEqual(['mona'])
  })

  it('does not take its own word for what it needs', async () => {
    const plan = planOf()
    expect(plan.approval).toMatchObject({ approvals: 0, selfApproved: true })
    expect(await ask(rulesOf(access), plan)).toBe('waiting')
  })

  it('cannot be approved by its requester', async () => {
    const plan = planOf({ requester: 'mona' })
    const rules = rulesOf(access)
    expect(await give(rules, plan, 'mona')).toBe('approval-by-requester')
    expect(await readApprovals(rules.store, plan.hash)).toEqual([])
    await forge(rules, plan, 'mona')
    expect(await ask(rules, plan)).toBe('approval-by-requester')
  })

  it('cannot be run by somebody whose role does not allow it', async () => {
    const rules = rulesOf(access)
    expect(await ask(rules, planOf({ requester: 'tom' }))).toBe('requester-not-allowed')
    expect(await ask(rules, planOf({ requester: 'nobody' }))).toBe('requester-not-allowed')
  })

  it('cannot be begun or resumed by somebody whose role does not allow it, whoever asked for it', async () => {
    const rules = rulesOf(access)
    const plan = planOf({ requester: 'erin' })
    await give(rules, plan, 'mona')
    const decide = async (given: Parameters<typeof questionOf>[1]) => {
      const decision = await createApprovalGate(rules).check(questionOf(plan, given))
      return decision.kind === 'refused' ? decision.diagnostics[0]?.code : decision.kind
    }
    expect(await decide({ principal: 'tom' })).toBe('principal-not-allowed')
    expect(await decide({ principal: 'root', records: [started] })).toBe('principal-not-allowed')
    expect(await decide({ principal: 'max' })).toBe('granted')
  })

  it('is not approved by roles that may not', async () => {
    const rules = rulesOf(access)
    const plan = planOf()
    expect(await give(rules, plan, 'tom')).toBe('approver-not-allowed')
    expect(await give(rules, plan, 'erin')).toBe('approval-by-requester')
  })
})

describe('a plan of high risk', () => {
  it('needs two different people, however often one of them approves', async () => {
    const rules = rulesOf(access)
    const plan = planOf({ risk: 'high' })
    await give(rules, plan, 'mona')
    await give(rules, plan, 'mona')
    expect(await ask(rules, plan)).toBe('waiting')
    await give(rules, plan, 'max')
    expect(await ask(rules, plan)).toEqual(['mona', 'max'])
  })

  it('does not count one person with two names', async () => {
    const twice = accessOf([...access.people, person('ghost', ['manager'], keys.mona?.publicKey ?? '')])
    const rules = rulesOf(twice)
    expect(await give(rules, planOf({ risk: 'high' }), 'mona')).toBe('approver-key-shared')
  })

  it('takes two approvals given at the same moment', async () => {
    const rules = rulesOf(access)
    const plan = planOf({ risk: 'high' })
    await Promise.all([give(rules, plan, 'mona'), give(rules, plan, 'max')])
    expect(await readApprovals(rules.store, plan.hash)).toHaveLength(2)
    expect([...(await ask(rules, plan))].sort()).toEqual(['max', 'mona'])
  })
})

describe('an approval', () => {
  it('holds until its expiry and not at it', async () => {
    const rules = rulesOf(access)
    const plan = planOf()
    await give(rules, plan, 'mona', { expires: later(60) })
    expect(await ask(rules, plan, { now: new Date(later(60).getTime() - 1) })).toEqual(['mona'])
    expect(await ask(rules, plan, { now: later(60) })).toBe('approval-expired')
  })

  it('holds for seven days at most, or as many as are configured', async () => {
    const plan = planOf()
    const rules = rulesOf(access)
    expect(await give(rules, plan, 'mona', { expires: later(7 * 86_400 + 1) })).toBe('approval-too-long')
    expect(await give(rules, plan, 'mona', { expires: later(7 * 86_400) })).toBeUndefined()
    expect(await ask(rules, plan)).toEqual(['mona'])
    expect(await ask({ ...rules, access: { ...access, approvalDays: 1 } }, plan)).toBe('approval-too-long')
  })

  it('is void for a plan with other parameters, and for one that was edited', async () => {
    const rules = rulesOf(access)
    const plan = planOf()
    await give(rules, plan, 'mona')
    const other = planOf({ params: { hour: 20 } })
    expect(await ask(rules, other)).toBe('waiting')
    expect(await ask(rules, { ...plan, params: { hour: 20 } })).toBe('plan-altered')
  })

  it('does not count when it is copied to another plan', async () => {
    const rules = rulesOf(access)
    const [plan, other] = [planOf(), planOf({ targets: 2 })]
    await give(rules, plan, 'mona')
    const [kept] = await readApprovals(rules.store, plan.hash)
    await rules.store.put(`approvals/plans/${other.hash}/000001.json`, Buffer.from(JSON.stringify(kept?.approval)))
    expect(await ask(rules, other)).toBe('approval-for-another-plan')
  })

  it('does not count when the copy is made to name the other plan', async () => {
    const rules = rulesOf(access)
    const [plan, other] = [planOf(), planOf({ targets: 2 })]
    await give(rules, plan, 'mona')
    const [kept] = await readApprovals(rules.store, plan.hash)
    await forge(rules, other, 'mona', { signature: kept?.approval.signature ?? '' })
    expect(await ask(rules, other)).toBe('approval-signature-bad')
  })

  it('does not count when its record was edited', async () => {
    const rules = rulesOf(access)
    const plan = planOf()
    await give(rules, plan, 'mona', { expires: later(60) })
    const [kept] = await readApprovals(rules.store, plan.hash)
    const longer = { ...kept?.approval, expires: later(999_999).toISOString() }
    await rules.store.put(kept?.key ?? '', Buffer.from(JSON.stringify(longer)))
    expect(await ask(rules, plan)).toBe('approval-signature-bad')
  })

  it('does not count under a key that is not the approver’s', async () => {
    const rules = rulesOf(access)
    const plan = planOf()
    const request = { plan, key: newKey().file, expires: later(60) }
    const ports = { rules, signer: sshSigner, clock: fixedClock(now) }
    expect((await approve(request, ports)).diagnostics[0]?.code).toBe('signing-key-unknown')
    const stranger = newKey()
    const impostor = rulesOf(accessOf([person('mona', ['manager'], stranger.publicKey)]), { store: rules.store })
    await approve({ plan, key: stranger.file, expires: later(60) }, { ...ports, rules: impostor })
    expect(await ask(rules, plan)).toBe('approval-signer-unknown')
  })

  it('is taken back by a revocation, and can be given again', async () => {
    const rules = rulesOf(access)
    const plan = planOf()
    await give(rules, plan, 'mona')
    await revokeApprovals(rules.store, { plan: plan.hash }, { by: 'max', at: now.toISOString() })
    expect(await ask(rules, plan)).toBe('approval-revoked')
    const again = await revokeApprovals(rules.store, { plan: plan.hash }, { by: 'max', at: now.toISOString() })
    expect(again.diagnostics[0]?.code).toBe('approval-not-found')
    await give(rules, plan, 'mona')
    expect(await ask(rules, plan)).toEqual(['mona'])
  })

  it('goes with the person, the role or the key', async () => {
    const rules = rulesOf(access)
    const plan = planOf()
    await give(rules, plan, 'mona')
    const [, max, erin] = access.people
    if (!max || !erin) throw new Error('there are three people')
    const withMona =
      (...signers: string[]) =>
      (role: string) =>
        accessOf([max, erin, person('mona', [role], ...signers)])
    const later = { ...rules, access: accessOf([max, erin]) }
    expect(await ask(later, plan)).toBe('approver-unknown')
    const demoted = withMona(keys.mona?.publicKey ?? '')('executor')
    expect(await ask({ ...rules, access: demoted }, plan)).toBe('approver-not-allowed')
    const otherKey = withMona(newKey().publicKey)('manager')
    expect(await ask({ ...rules, access: otherKey }, plan)).toBe('approval-signer-unknown')
  })

  it('is not verified, and so not counted, where there is no ssh-keygen', async () => {
    const rules = rulesOf(access)
    const plan = planOf()
    await give(rules, plan, 'mona')
    const without = { ...rules, verifier: { verify: async () => 'unavailable' as const } }
    expect(await ask(without, plan)).toBe('approval-not-verifiable')
  })

  it('from the future does not count', async () => {
    const rules = rulesOf(access)
    const plan = planOf()
    await give(rules, plan, 'mona', { when: later(1000), expires: later(9000) })
    expect(await ask(rules, plan)).toBe('approval-not-yet-valid')
    expect(await ask(rules, plan, { now: later(1000) })).toEqual(['mona'])
  })
})

describe('a plan', () => {
  it('is refused when its playbook is another by now, unless the run has begun', async () => {
    const rules = rulesOf(access, { playbooks: [playbookOf({ digest: 'another' })] })
    const plan = planOf()
    await give(rules, plan, 'mona')
    expect(await ask(rules, plan)).toBe('playbook-changed')
    expect(await ask(rulesOf(access, { playbooks: [] }), plan)).toBe('playbook-changed')
    expect(await ask(rules, plan, { records: [started] })).toEqual(['mona'])
  })

  it('is refused from its expiry on, unless the run has begun', async () => {
    const rules = rulesOf(access)
    const plan = planOf()
    await give(rules, plan, 'mona', { expires: later(200_000) })
    expect(await ask(rules, plan, { now: later(86_400) })).toBe('plan-expired')
    expect(await ask(rules, plan, { now: later(86_400), records: [started] })).toEqual(['mona'])
  })
})

describe('a plan of low risk outside production', () => {
  const low = { risk: 'low', environment: 'development' } as const

  it('is approved by its requester alone in the sandbox, and marked so', async () => {
    const decision = await createApprovalGate(rulesOf(access)).check(questionOf(planOf({ ...low, account: 'sandbox' })))
    expect(decision).toMatchObject({
      kind: 'granted',
      approvals: [{ approval: { approver: 'erin', selfApproved: true, signature: '' } }],
    })
  })

  it('needs a signature elsewhere, which may be the requester’s own', async () => {
    const rules = rulesOf(access)
    const plan = planOf(low)
    expect(await ask(rules, plan)).toBe('waiting')
    await give(rules, plan, 'erin')
    const [kept] = await readApprovals(rules.store, plan.hash)
    expect(kept?.approval.selfApproved).toBe(true)
    expect(await ask(rules, plan)).toEqual(['erin'])
  })

  it('is not waved through when a resource’s environment is protected or its operations are riskier than it says', async () => {
    const production = planOf({ ...low, environment: 'production', account: 'sandbox' })
    expect(await ask(rulesOf(access), production)).toBe('waiting')
    const understated = planOf({ ...low, account: 'sandbox' })
    const step = { operation: 'cloud.machine.delete', risk: 'low' }
    const [target] = understated.targets
    const dangerous = { ...understated, targets: [{ ...target, steps: [step] }] } as unknown as Plan
    const sealed = { ...dangerous, hash: planHash(dangerous) }
    expect(await ask(rulesOf(access), sealed)).toEqual(['erin'])
    expect(await ask(rulesOf(access, { riskOf: () => 'high' }), sealed)).toBe('waiting')
  })
})

describe('a standing approval', () => {
  const under = (standing: StandingApproval, given: Partial<ApprovalRules> = {}): ApprovalRules =>
    rulesOf(access, { standingApprovals: [standing], ...given })

  it('lets runs go ahead, counts them, and names the use', async () => {
    const rules = under(standingOf())
    for (const use of [1, 2, 3]) {
      const plan = planOf({ params: { use } })
      const decision = await createApprovalGate(rules).check(questionOf(plan))
      expect(decision).toMatchObject({
        kind: 'granted',
        approvals: [
          {
            approval: { approver: 'mona', standing: { id: 'nightly/restart', use, of: 3 } },
            evidence: `approvals/nightly%2Frestart/uses/00000${use}.json`,
          },
        ],
      })
    }
    expect(await ask(rules, planOf({ params: { use: 4 } }))).toBe('standing-approval-spent')
  })

  it('gives the last use to one of two runners', async () => {
    const rules = under(standingOf({ uses: 1 }))
    const asking = [1, 2, 3, 4].map((n) => ask(rules, planOf({ params: { n } })))
    const answers = (await Promise.all(asking)).map(String).sort()
    const spent = 'standing-approval-spent'
    expect(answers).toEqual(['mona', spent, spent, spent])
  })

  it('takes one use for a plan, however often it is asked for', async () => {
    const rules = under(standingOf({ uses: 1 }))
    const plan = planOf()
    expect(await ask(rules, plan)).toEqual(['mona'])
    expect(await ask(rules, plan, { now: later(3600) })).toEqual(['mona'])
  })

  it('covers so many runs within a time', async () => {
    const rules = under(standingOf({ rate: { uses: 1, seconds: 3600 } }))
    const at = (seconds: number, run: string) =>
      ask(rules, planOf({ params: { n: Number(run.slice(-1)) } }), { now: later(seconds) })
    expect(await at(0, 'run-1')).toEqual(['mona'])
    expect(await at(3599, 'run-2')).toBe('standing-approval-spent')
    expect(await at(3600, 'run-2')).toEqual(['mona'])
  })

  it('gives no use back when a record is removed', async () => {
    const rules = under(standingOf({ uses: 2 }))
    await ask(rules, planOf({ params: { n: 1 } }))
    await ask(rules, planOf({ params: { n: 2 } }))
    await rules.store.delete('approvals/nightly%2Frestart/uses/000001.json')
    expect(await ask(rules, planOf({ params: { n: 3 } }))).toBe('standing-approval-spent')
  })

  const refusals: [string, Partial<StandingApproval>, Parameters<typeof planOf>[0], string][] = [
    ['pinned to another content of the playbook', { digest: 'another' }, {}, 'standing-approval-stale'],
    ['that ends today', { expires: '2026-11-24' }, {}, 'standing-approval-expired'],
    ['for fewer resources', {}, { targets: 3 }, 'standing-approval-scope'],
    ['for other environments', { environments: ['development'] }, {}, 'standing-approval-scope'],
    ['for no environment', { environments: [] }, {}, 'standing-approval-scope'],
    ['asked to cover high risk', {}, { risk: 'high' }, 'standing-approval-scope'],
    ['granted by somebody unknown', { grantedBy: 'nobody' }, {}, 'standing-approval-grantor'],
    ['granted by somebody who may not', { grantedBy: 'tom' }, {}, 'standing-approval-grantor'],
    ['granted by the requester', {}, { requester: 'mona' }, 'standing-approval-grantor'],
  ]
  it.each(refusals)('%s does not hold', async (_name, changes, description, code) => {
    const rules = under(standingOf(changes))
    expect(await ask(rules, planOf(description))).toBe(code)
    expect(await rules.store.get('approvals/nightly%2Frestart/uses/000001.json')).toBeUndefined()
  })

  it('does not cover a plan that was made by hand under the name of its playbook', async () => {
    const rules = under(standingOf())
    expect(await ask(rules, planOf({ params: { hour: 99 } }))).toBe('standing-approval-scope')
    const plan = planOf()
    const step = { operation: 'cloud.machine.delete', risk: 'low' }
    const forged = { ...plan, targets: plan.targets.map((one) => ({ ...one, steps: [step] })) } as unknown as Plan
    expect(await ask(rules, { ...forged, hash: planHash(forged) })).toBe('standing-approval-scope')
  })

  it('is revoked by removing its file, also for a run that waits', async () => {
    const rules = under(standingOf())
    const plan = planOf()
    const decision = await createApprovalGate(rules).check(questionOf(plan))
    if (decision.kind !== 'granted') throw new Error('it holds')
    const records = decision.approvals.map((held) => recordOf({ kind: 'approved', ...held }))
    expect(await ask({ ...rules, standingApprovals: [] }, plan, { records })).toBe('standing-approval-revoked')
  })
})

describe('an approval step of a run', () => {
  const step = {
    name: 'go-live',
    roles: ['manager'],
    count: 1,
    since: later(60).toISOString(),
    expires: later(600).toISOString(),
  }

  it('asks for an approval of its own, of this run, given after it came', async () => {
    const rules = rulesOf(access)
    const plan = planOf()
    await give(rules, plan, 'mona', { expires: later(9000) })
    const at = { run: 'run-1', step }
    expect(await ask(rules, plan, { step, now: later(60) })).toBe('waiting')
    await give(rules, plan, 'mona', { at: { ...at, run: 'run-2' }, when: later(61) })
    expect(await ask(rules, plan, { step, now: later(62) })).toBe('waiting')
    await give(rules, plan, 'max', { at, when: later(70) })
    expect(await ask(rules, plan, { step, now: later(71) })).toEqual(['max'])
  })

  it('is not touched by the approvals of other steps of the run', async () => {
    const rules = rulesOf(access)
    const plan = planOf()
    await give(rules, plan, 'mona', { at: { run: 'run-1', step: { ...step, name: 'ramp' } }, when: later(61) })
    const decision = await createApprovalGate(rules).check(questionOf(plan, { step, now: later(62) }))
    expect(decision).toMatchObject({ kind: 'waiting' })
    expect(decision.kind === 'waiting' && decision.diagnostics?.map(({ code }) => code)).toEqual(['approval-missing'])
    expect(await ask(rules, plan, { step, now: later(600) })).toBe('approval-step-expired')
  })

  it('goes on waiting, and tells why, when an approval was revoked, has expired or is not signed well', async () => {
    const rules = rulesOf(access)
    const plan = planOf()
    const at = { run: 'run-1', step }
    const told = async (seconds: number) => {
      const decision = await createApprovalGate(rules).check(questionOf(plan, { step, now: later(seconds) }))
      const { diagnostics = [] } = decision.kind === 'granted' ? {} : decision
      return [decision.kind, ...diagnostics.map(({ code }) => code)]
    }
    await give(rules, plan, 'mona', { at, when: later(70) })
    await revokeApprovals(rules.store, { plan: plan.hash }, { by: 'max', at: later(80).toISOString() })
    expect(await told(90)).toEqual(['waiting', 'approval-missing', 'approval-revoked'])
    await give(rules, plan, 'mona', { at, when: later(100), expires: later(200) })
    expect(await told(200)).toEqual(['waiting', 'approval-missing', 'approval-expired'])
    await forge(rules, plan, 'max', { step: step.name, run: 'run-1', signature: 'none' })
    expect(await told(300)).toEqual(['waiting', 'approval-missing', 'approval-expired', 'approval-signature-bad'])
    expect((await told(600))[0]).toBe('refused')
    await give(rules, plan, 'max', { at, when: later(400) })
    expect(await ask(rules, plan, { step, now: later(401) })).toEqual(['max'])
  })

  it('is over when nobody has approved it in time', async () => {
    expect(await ask(rulesOf(access), planOf(), { step, now: later(600) })).toBe('approval-step-expired')
  })
})

const started = recordOf({
  kind: 'started',
  step: 'a#1-restart',
  attempt: 1,
  token: 'token',
  requests: [],
  before: '',
})

function recordOf(event: RunRecord['event']): RunRecord {
  return { run: 'run-1', number: 2, at: now.toISOString(), previous: '', event, hash: '' }
}

/** Keeps an approval without asking whether it may be given, signed unless a signature is given. */
async function forge(
  rules: ApprovalRules,
  plan: Plan,
  approver: string,
  changes: Partial<Approval> = {},
): Promise<void> {
  const statement = {
    ...approvedContent(plan),
    approver,
    requester: plan.requester,
    at: now.toISOString(),
    expires: later(3600).toISOString(),
    selfApproved: false,
  }
  const { value = '' } = await sshSigner.sign(approvalStatement(statement), keys[approver]?.file ?? '')
  await keepApproval(rules.store, { ...statement, signature: value, ...changes })
}
