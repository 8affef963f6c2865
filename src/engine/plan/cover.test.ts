import { describe, expect, it } from 'vitest'
import { nowhere } from '../../../test/support/compiled-policy.js'
import { disk, expression, machine, order, playbook, request, step } from '../../../test/support/fake-plan.js'
import type { Step } from '../../core/playbook.js'
import { buildPlan } from './build-plan.js'

const stop = step('set-state', { name: 'stop', params: { to: 'stopped' } })
const disks: Step = { kind: 'query', name: 'disks', type: 'x.disk', where: expression('true'), range: nowhere }
const copied = step('copy', { name: 'copied' })

function verify(text: string, more: Partial<Extract<Step, { kind: 'verify' }>> = {}): Step {
  return { kind: 'verify', name: 'v', condition: expression(text), within: 60, range: nowhere, ...more }
}

const ofDisks = verify('item.Size == null', { on: 'disks' })
const ofTarget = verify("resource.State == 'stopped'")

function outcome(steps: readonly Step[], resources = [machine('a', { State: 'running' })]) {
  const inner = playbook('inner', [ofTarget])
  const playbooks = new Map([['inner', inner]])
  const { plan, skipped } = buildPlan(request([order(playbook('p', steps))], resources, { playbooks }))
  return { course: plan?.targets[0]?.course.map(({ step: name }) => name), skipped }
}

const refusal = (reason: string) => ({
  course: undefined,
  skipped: [expect.objectContaining({ kind: 'refused', reason: `nothing would verify ${reason}` })],
})
const planned = (...course: readonly string[]) => ({ course, skipped: [] })

describe('a target that an operation would go unverified on', () => {
  it('is refused where the verification is about what a query does not find', () => {
    expect(outcome([disks, stop, ofDisks])).toEqual(refusal('1-set-state: v is about disks, and there will be none'))
  })

  it('is refused where it is about what a step that is left out makes', () => {
    const leftOut = step('copy', { name: 'copied', when: expression('false') })
    const steps = [leftOut, stop, verify('item.Size == null', { on: 'copied' })]
    expect(outcome(steps)).toEqual(refusal('1-set-state: v is about copied, and there will be none'))
  })

  it('is refused where the operation itself makes the condition of the verification false', () => {
    const when = expression("resource.State == 'running'")
    const steps = [step('set-state', { name: 'stop', params: { to: 'stopped' }, when }), { ...ofTarget, when }]
    expect(outcome(steps)).toEqual(
      refusal("1-set-state: v is left out, `resource.State == 'running'` will be false by then"),
    )
  })

  it('is refused in spite of a verification before it, and of one in a playbook that it runs', () => {
    const run: Step = { kind: 'run', name: 'run', playbook: 'inner', params: {}, range: nowhere }
    const reason = '2-set-state: v is about disks, and there will be none'
    expect(outcome([disks, verify("resource.State == 'running'"), stop, ofDisks, run])).toEqual(refusal(reason))
  })

  it('is refused in a wave whose verification stands behind it', () => {
    const waves: Step = {
      kind: 'forEach',
      name: 'waves',
      ramp: [1],
      errorBudget: 0,
      steps: [disks, stop, ofDisks],
      range: nowhere,
    }
    expect(outcome([waves, ofTarget]).course).toBeUndefined()
  })
})

describe('a target is planned', () => {
  it('where the query finds something, or another verification follows', () => {
    expect(outcome([disks, stop, ofDisks], [machine('a', { State: 'running' }), disk('d1', 'a')])).toEqual(
      planned('1-set-state', '2-verify'),
    )
    expect(outcome([disks, stop, ofDisks, ofTarget])).toEqual(planned('1-set-state', '2-verify'))
  })

  it('where one verification covers several operations', () => {
    expect(outcome([copied, stop, verify('item.Size == null', { on: 'copied' })])).toEqual(
      planned('1-copy', '2-set-state', '3-verify'),
    )
  })

  it('where an operation is left out together with its verification', () => {
    const when = expression('false')
    const steps = [step('copy', { when }), { ...verify('false'), when }, stop, ofTarget]
    expect(outcome(steps)).toEqual(planned('1-set-state', '2-verify'))
    expect(outcome([disks, step('x.disk.detach', { on: 'disks' }), ofDisks, stop, ofTarget])).toEqual(
      planned('1-set-state', '2-verify'),
    )
  })

  it('as wanted already, where nothing is left to verify', () => {
    const { skipped } = outcome([disks, stop, ofDisks], [machine('a', { State: 'stopped' })])
    expect(skipped).toMatchObject([{ kind: 'already' }])
  })
})
