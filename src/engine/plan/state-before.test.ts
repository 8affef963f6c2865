import { describe, expect, it } from 'vitest'
import { expression, machine, order, playbook, request, step } from '../../../test/support/fake-plan.js'
import { buildPlan } from './build-plan.js'

const wasRunning = expression("before.State == 'running'")
const resize = playbook('resize', [
  step('set-state', { name: 'stop', params: { to: 'stopped' } }),
  step('set-size', { params: { to: 'large' } }),
  step('set-state', { name: 'start', params: { to: 'running' }, when: wasRunning }),
])
const verbsOf = (planning: ReturnType<typeof buildPlan>) =>
  planning.plan?.targets.map(({ id, steps }) => [id, steps.map(({ params }) => params['to'])])

describe('the state before', () => {
  it('is that of the target as the playbook found it, whatever its steps did since', () => {
    const machines = [machine('off', { State: 'stopped' }), machine('on')]
    expect(verbsOf(buildPlan(request([order(resize)], machines)))).toEqual([
      ['off', ['large']],
      ['on', ['stopped', 'large', 'running']],
    ])
  })

  it('is what a plan rests on', () => {
    const idle = playbook('p', [step('set-size', { params: { to: 'large' }, when: expression('!before.Busy') })])
    const { plan } = buildPlan(request([order(idle)], [machine('a')]))
    expect(Object.keys(plan?.targets[0]?.basis ?? {})).toEqual(['Busy', 'Size'])
  })

  it('is for a playbook that another runs what the other had left by then', () => {
    const outer = playbook('outer', [
      step('set-state', { params: { to: 'stopped' } }),
      { kind: 'run', name: 'r', playbook: 'resize', params: {}, range: resize.range },
    ])
    const playbooks = new Map([outer, resize].map((one) => [one.id, one]))
    expect(verbsOf(buildPlan(request([order(outer)], [machine('on')], { playbooks })))).toEqual([
      ['on', ['stopped', 'large']],
    ])
  })
})
