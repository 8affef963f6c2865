import { describe, expect, it } from 'vitest'
import { ApplyWorld, codesOf, ranTo } from '../../../test/support/apply-world.js'
import { fakeResource } from '../../../test/support/fake-estate.js'
import { machineType, settingOperation } from '../../../test/support/fake-operations.js'
import { expression } from '../../../test/support/fake-plan.js'
import { plannedRun } from '../../../test/support/planned-run.js'
import type { PlannedAction } from '../../core/plan.js'
import { resourceAddress } from '../../core/resource.js'

const paint = settingOperation('paint', 'Colour')
const name = settingOperation('name', 'Name', { idempotency: 'check-first' })
const operations = [paint, name]
const verify: PlannedAction = { kind: 'verify', step: '9-verify', policies: [], within: 30 }

function machines(...ids: string[]): ReturnType<typeof fakeResource>[] {
  return ids.map((id) => fakeResource(machineType, id, { Colour: 'grey', Name: id, State: 'on' }))
}

const address = (id: string): string => `${machineType}/1/r1/${id}`

describe('applying a plan', () => {
  it('performs every step, verifies, and records START before and DONE after', async () => {
    const world = await ApplyWorld.open(machines('a', 'b'), operations)
    const plan = plannedRun({ resources: machines('a', 'b'), steps: [[paint, 'red'], [name, 'x'], verify] })
    expect(ranTo(await world.apply(plan)).phase).toBe('succeeded')
    expect(world.kinds()).toEqual([
      'planned',
      ...['started', 'done', 'started', 'done', 'verified'],
      ...['started', 'done', 'started', 'done', 'verified'],
      'finished',
    ])
    expect(world.cloud.property(address('b'), 'Colour')).toBe('red')
    expect(world.cloud.calls).toHaveLength(4)
  })

  it('leaves a target alone that moved since the plan, and says what moved', async () => {
    const world = await ApplyWorld.open(machines('a', 'b'), operations)
    const plan = plannedRun({ resources: machines('a', 'b'), steps: [[paint, 'red'], verify] })
    world.cloud.change(address('a'), { Colour: 'blue' })
    expect(ranTo(await world.apply(plan)).phase).toBe('failed')
    expect(world.events('stale')).toEqual([{ kind: 'stale', target: address('a'), moved: ['Colour'] }])
    expect(world.cloud.property(address('a'), 'Colour')).toBe('blue')
    expect(world.cloud.property(address('b'), 'Colour')).toBe('red')
  })

  it('finds a step done that the resource shows already', async () => {
    const world = await ApplyWorld.open(machines('a'), operations)
    const never = settingOperation('paint', 'Colour', { dependsOn: [] })
    const plan = plannedRun({ resources: machines('a'), steps: [[never, 'red'], verify] })
    world.cloud.change(address('a'), { Colour: 'red' })
    expect(ranTo(await world.apply(plan)).phase).toBe('succeeded')
    expect(world.events('done').map(({ outcome }) => outcome)).toEqual(['already'])
    expect(world.cloud.calls).toEqual([])
  })

  it('asks a condition with the parameters that the plan keeps with it', async () => {
    const world = await ApplyWorld.open(machines('a'), operations)
    const condition = expression('resource.Colour == params.colour', { colour: '' })
    const asked = (step: string, colour: string) =>
      ({ kind: 'verify', step, policies: [], condition, names: { params: { colour }, steps: {} }, within: 30 }) as const
    const plan = plannedRun({
      resources: machines('a'),
      steps: [[paint, 'red'], asked('2-verify', 'red'), [paint, 'blue'], asked('4-verify', 'blue')],
      more: { params: { colour: 'red' } },
    })
    expect(ranTo(await world.apply(plan)).phase).toBe('succeeded')
    expect(world.events('verified').map(({ held }) => held)).toEqual([true, true])
  })

  it('puts back in reverse order what was changed when a step fails', async () => {
    const world = await ApplyWorld.open(machines('a'), operations)
    const plan = plannedRun({
      resources: machines('a'),
      steps: [
        [paint, 'red'],
        [name, 'x'],
        [paint, 'blue'],
      ],
    })
    world.cloud.interfere = ({ params }) =>
      params['value'] === 'blue'
        ? { kind: 'failed', failure: { reason: 'quota', code: 'TooMuchBlue', message: 'no' }, responses: [] }
        : undefined
    expect(ranTo(await world.apply(plan)).phase).toBe('undone')
    expect(world.events('undo-done').map(({ step }) => step)).toEqual([
      `${address('a')}#2-name`,
      `${address('a')}#1-paint`,
    ])
    expect(world.cloud.resources.get(address('a'))).toEqual(machines('a')[0])
  })

  it('puts back what was changed when verification does not hold in time', async () => {
    const world = await ApplyWorld.open(machines('a'), operations)
    const plan = plannedRun({ resources: machines('a'), steps: [[paint, 'red'], verify] })
    world.cloud.interfere = (request, cloud) => {
      const outcome = cloud.perform(request)
      if (request.params['value'] === 'red') cloud.change(address('a'), { Colour: 'pink' })
      return outcome
    }
    expect(ranTo(await world.apply(plan)).phase).toBe('undone')
    expect(world.events('verified')).toMatchObject([{ held: false, evidence: 'Colour is not as planned' }])
    expect(world.cloud.property(address('a'), 'Colour')).toBe('grey')
  })

  it('looks again when an answer is lost, and does not act twice when the effect is there', async () => {
    const world = await ApplyWorld.open(machines('a'), operations)
    const plan = plannedRun({ resources: machines('a'), steps: [[name, 'x'], verify] })
    world.cloud.interfere = (request, cloud) => {
      cloud.perform(request)
      return { kind: 'failed', failure: { reason: 'uncertain', code: 'Timeout', message: 'no answer' }, responses: [] }
    }
    expect(ranTo(await world.apply(plan)).phase).toBe('succeeded')
    expect(world.cloud.calls).toHaveLength(1)
    expect(world.events('done')).toMatchObject([{ outcome: 'already', attempt: 1 }])
  })

  it('tries again with the same token when the effect of a lost call does not show', async () => {
    const world = await ApplyWorld.open(machines('a'), operations)
    const plan = plannedRun({ resources: machines('a'), steps: [[name, 'x'], verify] })
    let lost = 0
    world.cloud.interfere = () =>
      lost++ === 0
        ? { kind: 'failed', failure: { reason: 'uncertain', code: 'Timeout', message: 'no answer' }, responses: [] }
        : undefined
    expect(ranTo(await world.apply(plan)).phase).toBe('succeeded')
    const [first, second] = world.events('started')
    expect([first?.attempt, second?.attempt]).toEqual([1, 2])
    expect(second?.token).toBe(first?.token)
  })

  it('waits longer and longer while it is throttled', async () => {
    const world = await ApplyWorld.open(machines('a'), operations)
    const plan = plannedRun({ resources: machines('a'), steps: [[paint, 'red'], verify] })
    let throttled = 0
    const before = world.now
    world.cloud.interfere = () =>
      throttled++ < 3
        ? { kind: 'failed', failure: { reason: 'throttled', code: 'SlowDown', message: 'slow' }, responses: [] }
        : undefined
    expect(ranTo(await world.apply(plan)).phase).toBe('succeeded')
    expect(world.now - before).toBe(7000)
    expect(world.events('started')).toHaveLength(1)
  })

  it('stops after the canary when that fails and the budget is nil', async () => {
    const world = await ApplyWorld.open(machines('a', 'b', 'c'), operations)
    const resources = machines('a', 'b', 'c')
    const waves = [[address('b')], [address('a'), address('c')]]
    const plan = plannedRun({ resources, steps: [[paint, 'red'], verify], rollout: [{ waves }] })
    world.cloud.change(address('b'), { Locked: true })
    const state = ranTo(await world.apply(plan))
    expect([state.phase, state.stopped]).toEqual(['failed', 'error-budget'])
    expect(world.cloud.calls).toEqual([])
  })

  it('does not take the tags that an earlier step set for a move of somebody else', async () => {
    const tag = settingOperation('tag', 'Labels', {
      effect: (target, { value }) => {
        const tags = { colour: String(value) }
        return {
          target: { ...target, tags, properties: { ...target.properties, Labels: [{ Key: 'colour', Value: value }] } },
        }
      },
    })
    const nameByTags = { ...name, dependsOn: ['Name', 'tags'] }
    const world = await ApplyWorld.open(machines('a'), [tag, nameByTags])
    const plan = plannedRun({ resources: machines('a'), steps: [[tag, 'red'], [nameByTags, 'x'], verify] })
    expect(plan.targets[0]?.steps.map(({ retags }) => retags)).toEqual([true, undefined])
    expect(ranTo(await world.apply(plan)).phase).toBe('succeeded')
    const other = await ApplyWorld.open(machines('a'), [tag, nameByTags])
    const [moved] = machines('a')
    if (moved) other.cloud.resources.set(address('a'), { ...moved, tags: { colour: 'blue' } })
    expect(await other.apply(plan)).toMatchObject({
      diagnostics: [{ code: 'stale', message: `\`${address('a')}\` is not as planned: tags moved since` }],
    })
  })

  it('goes on with playbooks that have nothing to do with the one that failed', async () => {
    const ids = ['a', 'b', 'c', 'd']
    const world = await ApplyWorld.open(machines(...ids), operations)
    const plan = plannedRun({
      resources: machines(...ids),
      steps: [[paint, 'red'], verify],
      rollout: [
        { playbooks: ['first'], waves: [[address('a')], [address('b')]] },
        { playbooks: ['second'], waves: [[address('c'), address('d')]] },
      ],
    })
    world.cloud.change(address('a'), { Locked: true })
    const state = ranTo(await world.apply(plan))
    expect(state.phase).toBe('failed')
    expect(world.events('stopped')).toEqual([{ kind: 'stopped', reason: 'error-budget', playbooks: ['first'] }])
    expect(ids.map((id) => world.cloud.property(address(id), 'Colour'))).toEqual(['grey', 'grey', 'red', 'red'])
  })

  it('breaks off after three failures in a row whatever the budget', async () => {
    const ids = ['a', 'b', 'c', 'd']
    const world = await ApplyWorld.open(machines(...ids), operations)
    for (const id of ids) world.cloud.change(address(id), { Locked: true })
    const plan = plannedRun({
      resources: machines(...ids),
      steps: [[paint, 'red'], verify],
      rollout: [{ errorBudget: 9 }],
    })
    const state = ranTo(await world.apply(plan))
    expect(state.stopped).toBe('breaker')
    expect(state.targets.has(address('d'))).toBe(false)
  })

  it('applies a plan once', async () => {
    const world = await ApplyWorld.open(machines('a'), operations)
    const plan = plannedRun({ resources: machines('a'), steps: [[paint, 'red'], verify] })
    await world.apply(plan)
    expect(codesOf(await world.apply(plan))).toEqual(['plan-applied-before'])
  })

  it.each([
    [
      'an edited plan',
      { ...plannedRun({ resources: machines('a'), steps: [[paint, 'red']] }), requester: 'eve' },
      'plan-altered',
    ],
    ['a plan without targets', plannedRun({ resources: [], steps: [] }), 'plan-without-targets'],
    [
      'an expired plan',
      plannedRun({
        resources: machines('a'),
        steps: [[paint, 'red']],
        more: { expiresAt: '2026-11-24T00:30:00.000Z' },
      }),
      'plan-expired',
    ],
    [
      'a plan before its window',
      plannedRun({
        resources: machines('a'),
        steps: [[paint, 'red']],
        more: { notBefore: '2026-11-24T09:00:00.000Z' },
      }),
      'plan-too-early',
    ],
    [
      'a plan of a playbook that changed',
      plannedRun({
        resources: machines('a'),
        steps: [[paint, 'red']],
        more: { playbook: { id: 'test/playbook', version: 1, digest: 'another', content: null } },
      }),
      'playbook-changed',
    ],
  ])('refuses %s', async (_what, plan, code) => {
    const world = await ApplyWorld.open(machines('a'), operations)
    expect(codesOf(await world.apply(plan))).toEqual([code])
    expect(world.cloud.calls).toEqual([])
  })

  it('refuses a plan whose approvals are missing', async () => {
    const world = await ApplyWorld.open(machines('a'), operations)
    world.decide = () => ({ kind: 'waiting', reason: 'one manager' })
    const plan = plannedRun({ resources: machines('a'), steps: [[paint, 'red']] })
    expect(codesOf(await world.apply(plan))).toEqual(['approval-missing'])
  })
})

describe('waiting', () => {
  const wait: PlannedAction = { kind: 'wait', step: '2-wait', seconds: 600, timeout: 600 }

  it('ends the process at a pause, keeps the resource leased, and goes on when its time has come', async () => {
    const [resource] = machines('a')
    const world = await ApplyWorld.open(machines('a'), operations)
    const plan = plannedRun({ resources: machines('a'), steps: [[paint, 'red'], wait, [name, 'x']] })
    const state = ranTo(await world.apply(plan))
    expect(state.phase).toBe('waiting')
    const rival = plannedRun({ resources: resource ? [resource] : [], steps: [[name, 'y']], createdAt: 'later' })
    expect(codesOf(await world.apply(rival))).toEqual(['resource-held'])
    expect(ranTo(await world.resume(state.id)).phase).toBe('waiting')
    expect(world.records).toEqual([])
    world.now += 600_000
    expect(ranTo(await world.resume(state.id)).phase).toBe('succeeded')
    expect(world.cloud.property(address('a'), 'Name')).toBe('x')
  })

  it('goes on when the approvals of a step are there, and records them', async () => {
    const approve: PlannedAction = { kind: 'approve', step: '2-approve', roles: ['manager'], count: 1, expires: 3600 }
    const world = await ApplyWorld.open(machines('a'), operations)
    let given = false
    const approval = {
      ...{ plan: '', params: '', targets: '', approver: 'grace', requester: 'ada', at: '', expires: '' },
      ...{ selfApproved: false, signature: '' },
    }
    world.decide = ({ step }) => {
      if (!step) return { kind: 'granted', approvals: [] }
      return given
        ? { kind: 'granted', approvals: [{ approval, evidence: 'test' }] }
        : { kind: 'waiting', reason: 'one' }
    }
    const plan = plannedRun({ resources: machines('a'), steps: [[paint, 'red'], approve, [name, 'x']] })
    const { id } = ranTo(await world.apply(plan))
    expect(ranTo(await world.resume(id)).phase).toBe('waiting')
    given = true
    expect(ranTo(await world.resume(id)).phase).toBe('succeeded')
    expect(world.events('approved')).toMatchObject([{ step: `${address('a')}#2-approve` }])
  })

  it('puts back when nobody approves in time', async () => {
    const approve: PlannedAction = { kind: 'approve', step: '2-approve', roles: ['manager'], count: 1, expires: 3600 }
    const world = await ApplyWorld.open(machines('a'), operations)
    world.decide = ({ step }) => (step ? { kind: 'waiting', reason: 'one' } : { kind: 'granted', approvals: [] })
    const plan = plannedRun({ resources: machines('a'), steps: [[paint, 'red'], approve] })
    const { id } = ranTo(await world.apply(plan))
    world.now += 3_601_000
    expect(ranTo(await world.resume(id)).phase).toBe('undone')
    expect(world.cloud.property(address('a'), 'Colour')).toBe('grey')
  })
})

describe('interruption', () => {
  it('finishes the step under way, gives leases back, and can be resumed', async () => {
    const world = await ApplyWorld.open(machines('a', 'b'), operations)
    const plan = plannedRun({ resources: machines('a', 'b'), steps: [[paint, 'red'], [name, 'x'], verify] })
    const controller = new AbortController()
    world.cloud.interfere = () => {
      controller.abort()
      return undefined
    }
    const state = ranTo(await world.apply(plan, { signal: controller.signal }))
    expect([state.phase, world.kinds().at(-1)]).toEqual(['interrupted', 'stopped'])
    expect(world.cloud.calls).toHaveLength(1)
    world.cloud.interfere = () => undefined
    expect(ranTo(await world.resume(state.id)).phase).toBe('succeeded')
    expect(world.cloud.calls).toHaveLength(4)
  })

  it('keeps everything that was recorded for resources whose ids have a hash sign', async () => {
    const odd = machines('a#1')
    const world = await ApplyWorld.open(odd, operations)
    const plan = plannedRun({ resources: odd, steps: [[paint, 'red'], verify] })
    expect([...ranTo(await world.apply(plan)).targets.keys()]).toEqual(odd.map(resourceAddress))
  })
})
