import { describe, expect, it } from 'vitest'
import { nowhere } from '../../../test/support/compiled-policy.js'
import { disk, expression, machine, order, playbook, request, step } from '../../../test/support/fake-plan.js'
import type { Plan } from '../../core/plan.js'
import type { CompiledPlaybook, Step } from '../../core/playbook.js'
import type { Resource } from '../../core/resource.js'
import { buildPlan } from './build-plan.js'

function planned(
  wanted: CompiledPlaybook,
  resources: readonly Resource[],
  called: readonly CompiledPlaybook[] = [],
): Plan {
  const playbooks = new Map([wanted, ...called].map((one) => [one.id, one]))
  const planning = buildPlan(request([order(wanted)], resources, { playbooks }))
  if (!planning.plan) throw new Error(JSON.stringify(planning))
  return planning.plan
}

const copied = step('copy', { name: 'copied' })
const detached = (on: string, more: Partial<Extract<Step, { kind: 'operation' }>> = {}) =>
  step('x.disk.detach', { name: `detach ${on}`, on, params: { to: 'arn:b' }, ...more })

describe('steps on what an earlier step makes', () => {
  it('have the stand-in of its id, and rest on nothing that the snapshot shows', () => {
    const [target] = planned(playbook('p', [copied, detached('copied')]), [machine('a')]).targets
    const [creation] = target?.steps[0]?.creates ?? []
    expect(creation?.standIn).toBe(creation?.id)
    expect(target?.steps[1]).toMatchObject({ on: { type: 'x.disk', id: creation?.id, basis: {} } })
    expect(target?.steps[1]?.requests[0]?.input['id']).toBe(creation?.id)
    expect(target?.course.map(({ step: name }) => name)).toEqual(['1-copy', '2-detach'])
  })

  it('give values of it, and hand conditions what they mention of earlier steps', () => {
    const until = expression('item.Machine == target.id && steps.copied.created[0].id == item.id')
    const steps: readonly Step[] = [
      copied,
      step('copy', { name: 'unmentioned' }),
      { kind: 'wait', name: 'w', until, on: 'copied', timeout: 60, range: nowhere },
      step('set-size', { params: { to: expression('steps.copied.created[0].id') } }),
    ]
    const [target] = planned(playbook('p', steps), [machine('a')]).targets
    const id = target?.steps[0]?.creates?.[0]?.id
    expect(target?.course[2]).toMatchObject({
      kind: 'wait',
      on: { id },
      names: { steps: { copied: { created: [{ id }] } } },
    })
    expect(target?.course[2]).not.toHaveProperty('names.steps.unmentioned')
    expect(target?.steps[2]?.params).toEqual({ to: id })
  })

  it('are as many as it makes, also when it acts on several resources', () => {
    const query: Step = { kind: 'query', name: 'all', type: 'x.machine', where: expression('true'), range: nowhere }
    const steps = [query, step('copy', { name: 'copied', on: 'all' }), detached('copied')]
    const [target] = planned(playbook('p', steps, { scope: expression("id == 'a'") }), [
      machine('a'),
      machine('b'),
    ]).targets
    const made = target?.steps.flatMap(({ creates = [] }) => creates.map(({ id }) => id))
    expect(made).toHaveLength(2)
    expect(target?.steps.slice(2).map(({ on }) => on?.id)).toEqual(made)
  })

  it('are left out where it was left out', () => {
    const steps = [
      step('copy', { name: 'copied', when: expression('false') }),
      detached('copied'),
      step('set-state', { params: { to: 'x' } }),
    ]
    expect(planned(playbook('p', steps), [machine('a')]).targets[0]?.steps.map(({ step: name }) => name)).toEqual([
      '1-set-state',
    ])
  })

  it('do not see what steps of the same name in another playbook make', () => {
    const inner = playbook('inner', [copied])
    const run: Step = { kind: 'run', name: 'run', playbook: 'inner', params: {}, range: nowhere }
    const outer = playbook('outer', [
      step('copy', { name: 'copied', when: expression('false') }),
      run,
      detached('copied'),
    ])
    const [target] = planned(outer, [machine('a')], [inner]).targets
    expect(target?.steps.map(({ step: name }) => name)).toEqual(['1-copy'])
  })
})

describe('steps on what a query found', () => {
  const disks: Step = { kind: 'query', name: 'disks', type: 'x.disk', where: expression('true'), range: nowhere }

  it('see what earlier steps will have left of it', () => {
    const steps = [disks, detached('disks'), detached('disks', { name: 'again', params: { to: 'arn:a' } })]
    const [target] = planned(playbook('p', steps), [machine('a'), disk('d1', 'a')]).targets
    expect(target?.steps.map(({ changes }) => changes)).toEqual([
      [{ path: 'Machine', before: 'arn:a', after: 'arn:b' }],
      [{ path: 'Machine', before: 'arn:b', after: 'arn:a' }],
    ])
  })
})
