import { describe, expect, it } from 'vitest'
import { nowhere } from '../../../test/support/compiled-policy.js'
import {
  configuration,
  copy,
  disk,
  expression,
  finding,
  machine,
  openLimits,
  order,
  playbook,
  policy,
  request,
  setPower,
  step,
} from '../../../test/support/fake-plan.js'
import { planHash } from '../../core/plan.js'
import { buildPlan } from './build-plan.js'

const stop = playbook('stop', [step('set-state', { params: { to: 'stopped' } })])
const start = playbook('start', [step('set-state', { params: { to: 'running' } })])
const codesOf = (planning: ReturnType<typeof buildPlan>) => planning.diagnostics.map(({ code }) => code)

describe('a plan', () => {
  it('says for each target what is sent, what changes, and how to put it back', () => {
    const { plan } = buildPlan(request([order(stop)], [machine('a')]))
    expect(plan?.targets).toMatchObject([
      {
        id: 'a',
        environment: 'development',
        steps: [
          {
            step: '1-set-state',
            operation: 'x.machine.set-state',
            params: { to: 'stopped' },
            requests: [{ service: 'x', action: 'set-state', input: { id: 'a', to: 'stopped' } }],
            changes: [{ path: 'State', before: 'running', after: 'stopped' }],
            permissions: ['x:set-state'],
            inverse: { operation: 'x.machine.set-state', params: { to: 'running' } },
          },
        ],
        course: [{ kind: 'operation', step: '1-set-state' }],
      },
    ])
    expect(Object.keys(plan?.targets[0]?.basis ?? {})).toEqual(['State'])
    expect(plan?.hash).toBe(plan && planHash(plan))
  })

  it('leaves the snapshot as it was', () => {
    const target = machine('a')
    const before = structuredClone(target)
    buildPlan(request([order(stop)], [target]))
    expect(target).toEqual(before)
  })

  it('takes later steps on what earlier ones will have left', () => {
    const wanted = playbook('p', [
      step('set-state', { params: { to: 'stopped' } }),
      step('set-size', { params: { to: 'large' }, when: expression("resource.State == 'stopped'") }),
      step('set-size', { name: 'again', params: { to: 'huge' }, when: expression("resource.State == 'running'") }),
    ])
    const { plan } = buildPlan(request([order(wanted)], [machine('a')]))
    expect(plan?.targets[0]?.steps.map((one) => one.step)).toEqual(['1-set-state', '2-set-size'])
    expect(plan?.risk).toBe('medium')
  })

  it('computes values over parameters, the target, and what earlier steps made', () => {
    const wanted = playbook(
      'p',
      [
        step('copy', { name: 'made' }),
        step('set-size', { params: { to: expression("params.size + '-' + target.id", { size: '' }) } }),
        step('set-state', { params: { to: expression('steps.made.created[0].type') } }),
      ],
      { params: { size: { type: 'string', title: 'Size', default: 'small' } } },
    )
    const { plan } = buildPlan(request([order(wanted)], [machine('a')]))
    expect(plan?.targets[0]?.steps.map((one) => one.params)).toEqual([{}, { to: 'small-a' }, { to: 'x.disk' }])
    expect(plan?.targets[0]?.steps[0]).toMatchObject({ operation: copy.name, creates: [{ type: 'x.disk' }] })
  })

  it('acts on what a link leads to, and refreshes the links that the change concerns', () => {
    const wanted = playbook('p', [
      step('x.disk.detach', { on: 'links.disks', params: { to: expression('item.name') } }),
    ])
    const open = policy('no-disks', 'links.disks.size() > 0', {})
    const parts = request([order(wanted)], [machine('a'), disk('d1', 'a'), disk('d2', 'a')], { policies: [open] })
    const { plan } = buildPlan(parts)
    expect(plan?.targets[0]?.steps.map(({ on, params }) => [on?.id, params['to']])).toEqual([
      ['d1', 'd1'],
      ['d2', 'd2'],
    ])
    expect(plan?.prediction.resolved).toHaveLength(1)
  })

  it('finds resources with a query', () => {
    const wanted = playbook('p', [
      { kind: 'query', name: 'disks', type: 'x.disk', where: expression("name != 'd1'"), range: stop.range },
      step('x.disk.detach', { on: 'disks', params: { to: 'arn:b' } }),
    ])
    const { plan } = buildPlan(request([order(wanted)], [machine('a'), disk('d1', 'a'), disk('d2', 'a')]))
    expect(plan?.targets[0]?.steps.map(({ on }) => on?.id)).toEqual(['d2'])
  })

  it('puts waits, approvals and checks into the course, where they stand', () => {
    const { range } = stop
    const wanted = playbook('p', [
      { kind: 'approve', name: 'ask', roles: ['manager'], count: 1, expires: 60, range },
      step('set-state', { params: { to: 'stopped' } }),
      { kind: 'wait', name: 'wait', seconds: 10, timeout: 10, range },
      { kind: 'verify', name: 'verify', within: 300, range },
      { kind: 'notify', name: 'tell', message: ['stopped ', expression('name')], range },
    ])
    const one = policy('p1', "resource.State == 'running'")
    const target = machine('a')
    const parts = request([order(wanted, { findings: [finding('p1', target)] })], [target], { policies: [one] })
    expect(buildPlan(parts).plan?.targets[0]?.course).toMatchObject([
      { kind: 'approve', step: '1-approve' },
      { kind: 'operation', step: '2-set-state' },
      { kind: 'wait', step: '3-wait', seconds: 10 },
      { kind: 'verify', step: '4-verify', policies: ['p1'] },
      { kind: 'notify', step: '5-notify', message: 'stopped a' },
    ])
  })

  it('runs other playbooks in place, whose limits hold as well', () => {
    const inner = playbook('inner', [step('set-size', { params: { to: 'large' } })])
    const outer = playbook('outer', [
      ...stop.steps,
      { kind: 'run', name: 'r', playbook: 'inner', params: {}, range: stop.range },
    ])
    const playbooks = new Map([outer, inner].map((one) => [one.id, one]))
    const { plan } = buildPlan(request([order(outer)], [machine('a')], { playbooks }))
    expect(plan?.targets[0]?.steps.map(({ playbook: id }) => id)).toEqual(['outer', 'inner'])
    expect(plan?.furtherPlaybooks.map(({ id }) => id)).toEqual(['inner'])
    const narrow = { ...inner, limits: { ...openLimits, maximumRisk: 'low' as const } }
    const refused = request([order(outer)], [machine('a')], { playbooks: new Map([['inner', narrow]]) })
    expect(codesOf(buildPlan(refused))).toEqual(['plan-over-risk-limit'])
  })

  it('keeps with each condition the parameters of the playbook that it comes from', () => {
    const wantedSize = expression('resource.Size == params.size', { size: '' })
    const verified = (size: string) => ({
      params: { size: { type: 'string' as const, title: 'Size', default: size } },
      steps: [
        step('set-size', { params: { to: expression('params.size', { size: '' }) } }),
        { kind: 'verify' as const, name: 'v', condition: wantedSize, within: 60, range: stop.range },
      ],
    })
    const [large, small] = [verified('large'), verified('small')]
    const inner = playbook('inner', small.steps, { params: small.params })
    const outer = playbook(
      'outer',
      [...large.steps, { kind: 'run', name: 'r', playbook: 'inner', params: {}, range: stop.range }],
      { params: large.params },
    )
    const playbooks = new Map([outer, inner].map((one) => [one.id, one]))
    const { plan } = buildPlan(request([order(outer)], [machine('a')], { playbooks }))
    const verifications = plan?.targets[0]?.course.filter(({ kind }) => kind === 'verify')
    expect(verifications).toMatchObject([
      { names: { params: { size: 'large' } } },
      { names: { params: { size: 'small' } } },
    ])
  })

  it('refuses a playbook that runs itself', () => {
    const loop = playbook('loop', [{ kind: 'run', name: 'r', playbook: 'loop', params: {}, range: stop.range }])
    const planning = buildPlan(request([order(loop)], [machine('a')]))
    expect(planning.skipped[0]?.reason).toContain('runs itself')
  })

  it('predicts which findings go, which come, and what will not be known', () => {
    const target = machine('a')
    const policies = [
      policy('no-running', "resource.State == 'running'"),
      policy('no-stopped', "resource.State == 'stopped'"),
      policy('untouched', "resource.Size == 'large'"),
    ]
    const { plan } = buildPlan(request([order(stop)], [target, machine('b', {}, { account: '2' })], { policies }))
    expect(plan?.prediction.resolved).toHaveLength(1)
    expect(plan?.prediction.appearing).toEqual([{ policy: 'no-stopped', resource: 'x.machine/1/r1/a' }])
    expect(plan?.prediction.unknown).toEqual([])
  })
})

describe('targets left out', () => {
  it('are listed with the reason', () => {
    const machines = [
      machine('already', { State: 'stopped' }),
      machine('protected', {}, { tags: { 'Escher:Protected': 'yes' } }),
      machine('elsewhere', {}, { tags: { environment: 'staging' } }),
      machine('unscoped', { Size: 'large' }),
      machine('right'),
    ]
    const scoped = { ...stop, scope: expression("resource.Size != 'large'") }
    const findings = machines.map((one) => finding('p', one))
    const { plan, skipped } = buildPlan(request([order(scoped, { findings })], machines))
    expect(plan?.targets.map(({ id }) => id)).toEqual(['right'])
    expect(Object.fromEntries(skipped.map(({ resource, kind }) => [resource.split('/').at(-1), kind]))).toEqual({
      already: 'already',
      protected: 'protected',
      elsewhere: 'not-allowed',
      unscoped: 'out-of-scope',
    })
  })

  it('are refused, never guessed at, where a needed part was not read', () => {
    const wanted = playbook('p', [step('set-power', { params: { to: 'off' } })])
    const unread = { Power: { reason: 'access-denied', message: 'not allowed' } } as const
    const planning = buildPlan(request([order(wanted)], [machine('a', {}, { unread })]))
    expect(setPower.precondition(machine('a'), { to: 'off' })).toBeUndefined()
    expect(codesOf(planning)).toEqual(['every-target-refused'])
    expect(planning.skipped[0]?.reason).toContain('Power could not be read: not allowed')
  })

  it.each([
    ['target.Power', { to: 'off' }],
    ['target.properties.Power', { to: 'off' }],
    ["has(target.Power) ? 'a' : 'b'", { to: 'off' }],
  ])('are refused where a value or a condition takes %s, which was not read', (text) => {
    const unread = { Power: { reason: 'access-denied', message: 'not allowed' } } as const
    const target = machine('a', {}, { unread })
    const valued = playbook('p', [step('set-size', { params: { to: expression(text) } })])
    const conditional = playbook('p', [step('set-size', { params: { to: 'x' }, when: expression(`${text} != 'on'`) })])
    for (const wanted of [valued, conditional]) {
      const planning = buildPlan(request([order(wanted)], [target]))
      expect(codesOf(planning)).toEqual(['every-target-refused'])
      expect(planning.skipped[0]?.reason).toContain('not allowed')
    }
  })

  it.each([
    ['Power', "steps.others.exists(other, other.Power == 'on')"],
    ['tags', "steps.others.exists(other, other.tags.team == 'web')"],
  ])('are refused where a query found a resource whose %s was not read', (part, text) => {
    const unread = { [part]: { reason: 'access-denied', message: 'not allowed' } } as const
    const seen = {
      kind: 'query',
      name: 'others',
      type: 'x.machine',
      where: expression('true'),
      range: nowhere,
    } as const
    const wanted = playbook('p', [seen, step('set-size', { params: { to: 'x' }, when: expression(text) })])
    const { skipped } = buildPlan(request([order(wanted)], [machine('a'), machine('b', {}, { unread })]))
    expect(skipped.find(({ resource }) => resource.endsWith('/a'))).toMatchObject({ kind: 'refused' })
  })

  it('are findings that are exempted or unknown', () => {
    const [a, b] = [machine('a'), machine('b')]
    const exemption = { id: 'e', reason: 'agreed', owner: 'ada', expires: '2027-01-01' }
    const findings = [
      { ...finding('p', a), exemption },
      { ...finding('p', b), verdict: 'unknown' as const },
    ]
    const { skipped } = buildPlan(request([order(stop, { findings })], [a, b]))
    expect(skipped.map(({ kind }) => kind)).toEqual(['exempted', 'refused'])
  })
})

describe('where two policies want opposite things', () => {
  const size = playbook('size', [step('set-size', { params: { to: 'large' } })])
  const [a, b] = [machine('a'), machine('b')]

  it('the less severe one gives way on that target, and both are named', () => {
    const orders = [
      order(stop, { findings: [finding('no-running', a, 'low'), finding('no-running', b, 'low')] }),
      order(start, { findings: [finding('no-stopped', a, 'critical')] }),
      order(size, { findings: [finding('large', a, 'info')] }),
    ]
    const { plan, skipped } = buildPlan(request(orders, [a, b]))
    expect(plan?.targets.map(({ id, steps }) => [id, steps.map(({ operation }) => operation)])).toEqual([
      ['a', ['x.machine.set-size']],
      ['b', ['x.machine.set-state']],
    ])
    expect(skipped.filter(({ kind }) => kind === 'conflicting')).toEqual([
      {
        resource: 'x.machine/1/r1/a',
        kind: 'conflicting',
        reason:
          'policy `no-running` (low) gives way to policy `no-stopped` (critical): it is as one wants it, and the other changes that',
      },
    ])
  })

  it('nothing gives way to what gives way itself', () => {
    const to = (state: string) => playbook(`p-${state}`, [step('set-state', { params: { to: state } })])
    const both = playbook('p-both', [...to('x').steps, step('set-size', { params: { to: 'large' } })])
    const small = playbook('q-small', [step('set-size', { params: { to: 'small' } })])
    const orders = [
      order(both, { findings: [finding('both', a, 'high')] }),
      order(to('y'), { findings: [finding('y', a, 'critical')] }),
      order(small, { findings: [finding('small', a, 'low')] }),
    ]
    const { plan, skipped } = buildPlan(request(orders, [a]))
    expect(plan?.targets[0]?.steps.map(({ playbook: id }) => id)).toEqual(['p-y', 'q-small'])
    expect(skipped).toHaveLength(1)
  })
})

describe('a plan is refused', () => {
  it('when two policies that were asked for by name want opposite things', () => {
    const target = machine('a')
    const selection = { policies: ['no-running', 'no-stopped'] }
    const orders = [
      order(stop, { selection, findings: [finding('no-running', target)] }),
      order(start, { selection, findings: [finding('no-stopped', target)] }),
    ]
    const planning = buildPlan(request(orders, [target]))
    expect(codesOf(planning)).toEqual(['conflicting-actions'])
    expect(planning.diagnostics[0]?.message).toContain('policy `no-running` and policy `no-stopped`')
    expect(planning.plan).toBeUndefined()
  })

  it('when one removes what another changes, and both were asked for', () => {
    const target = machine('a')
    const remove = playbook('remove', [step('terminate')])
    const selection = { policies: ['p', 'q'] }
    for (const first of [remove, { ...remove, id: 'a-remove' }]) {
      const orders = [
        order(first, { selection, findings: [finding('p', target)] }),
        order(stop, { selection, findings: [finding('q', target)] }),
      ]
      expect(codesOf(buildPlan(request(orders, [target])))).toContain('conflicting-actions')
    }
  })

  it('not when two playbooks want different things of one resource', () => {
    const target = machine('a')
    const size = playbook('size', [step('set-size', { params: { to: 'large' } })])
    const { plan } = buildPlan(request([order(stop), order(size)], [target]))
    expect(plan?.targets[0]?.steps.map((one) => one.step)).toEqual(['1-set-size', '2-set-state'])
  })

  it.each<[string, Parameters<typeof order>, string]>([
    [
      'with more targets than the playbook allows',
      [{ ...stop, limits: { ...openLimits, maximumTargets: 1 } }],
      'too-many-targets',
    ],
    [
      'over the risk that the playbook allows',
      [playbook('p', [step('set-size', { params: { to: 'x' } })], { limits: { ...openLimits, maximumRisk: 'low' } })],
      'plan-over-risk-limit',
    ],
    ['that destroys without a filter', [playbook('p', [step('terminate')])], 'destructive-without-filter'],
    [
      'in an account that the limits do not name',
      [{ ...stop, limits: { ...openLimits, accounts: ['2'] } }],
      'account-not-allowed',
    ],
    [
      'in an environment that the limits do not name',
      [{ ...stop, limits: { ...openLimits, environments: ['staging'] } }],
      'environment-not-allowed',
    ],
    [
      'when no window opens in time',
      [
        {
          ...stop,
          limits: { ...openLimits, windows: [{ days: ['sun'], from: '10:00', to: '12:00', timeZone: 'UTC' }] },
        },
      ],
      'outside-window',
    ],
  ])('%s', (_, [wanted], code) => {
    const planning = buildPlan(request([order(wanted)], [machine('a'), machine('b')]))
    expect(planning.plan).toBeUndefined()
    expect(codesOf(planning)).toEqual([code])
  })

  it('in a protected environment that the limits do not name', () => {
    const guarded = { ...configuration, environments: { development: { protected: true, params: {} } } }
    const unnamed = { ...stop, limits: { ...openLimits, environments: [] } }
    const planning = buildPlan(request([order(unnamed)], [machine('a')], { configuration: guarded }))
    expect(codesOf(planning)).toEqual(['protected-environment'])
    expect(buildPlan(request([order(stop)], [machine('a')], { configuration: guarded })).plan).toBeDefined()
  })

  it('when everything bears a protected tag', () => {
    const planning = buildPlan(request([order(stop)], [machine('a', {}, { tags: { 'do-not-touch': '1' } })]))
    expect(codesOf(planning)).toEqual(['protected-tag'])
  })

  it('when it is critical and has no window', () => {
    const critical = playbook('p', [step('terminate')], { scope: expression('true') })
    const operations = new Map(
      [...request([], []).operations].map(([name, one]) => [name, { ...one, risk: 'critical' as const }]),
    )
    expect(codesOf(buildPlan(request([order(critical)], [machine('a')], { operations })))).toEqual([
      'critical-without-window',
    ])
  })

  it('not when there is nothing to do', () => {
    const planning = buildPlan(request([order(start)], [machine('a')]))
    expect(planning.diagnostics).toMatchObject([{ code: 'nothing-to-do', severity: 'info' }])
  })
})

describe('approvals', () => {
  it('follow from risk and environment', () => {
    const production = { tags: { environment: 'production' } }
    const approvals = (wanted: typeof stop, target = machine('a')) =>
      buildPlan(request([order(wanted)], [target])).plan?.approval.approvals
    const size = playbook('size', [step('set-size', { params: { to: 'x' } })])
    const high = playbook('high', [step('terminate')], { scope: expression('true') })
    expect([approvals(stop, machine('a', {}, production)), approvals(size), approvals(high)]).toEqual([1, 1, 2])
    expect(buildPlan(request([order(stop)], [machine('a')])).plan?.approval).toMatchObject({ selfApproved: true })
  })

  it('wait for the next window', () => {
    const windows = [{ days: ['tue'], from: '22:00', to: '06:00', timeZone: 'UTC' }]
    const nightly = { ...stop, limits: { ...openLimits, windows } }
    const { plan } = buildPlan(request([order(nightly)], [machine('a')]))
    expect(plan?.notBefore).toBe('2026-11-24T22:00:00.000Z')
  })
})
