import { describe, expect, it } from 'vitest'
import type { PlannedCreation, PlannedStep } from '../../core/plan.js'
import { Bindings, boundStep } from './bindings.js'
import type { StepState, TargetState } from './run-state.js'

const place = { type: 't', account: '1', region: 'r1' }

function maker(creates: readonly PlannedCreation[]): PlannedStep {
  return {
    step: '1-copy',
    operation: 't.copy',
    playbook: 'p',
    params: {},
    requests: [],
    changes: [],
    creates,
    risk: 'low',
    destructive: false,
    permissions: [],
    inverse: 'irreversible',
  }
}

function done(created?: readonly string[]): TargetState {
  const step: StepState = { step: '1-copy', status: 'done', attempts: 1, ...(created ? { created } : {}) }
  return { address: 'a', steps: new Map([['1-copy', step]]) }
}

const plain: PlannedCreation = { ...place, id: 'copy-abc', name: 'copy-abc', standIn: 'copy-abc' }

describe('bindings', () => {
  it('put real ids wherever a stand-in stands, and leave everything else as it is', () => {
    const bindings = new Bindings({ steps: [maker([plain])] }, done(['copy-9']))
    const when = new Date(0)
    const value = { id: 'copy-abc', list: ['arn:copy-abc/x', 3, null], when, 'copy-abc': true }
    expect(bindings.bind(value)).toEqual({ id: 'copy-9', list: ['arn:copy-9/x', 3, null], when, 'copy-9': true })
    expect(bindings.madeBy('1-copy')).toEqual([{ ...place, id: 'copy-9' }])
  })

  it('tell what stands in an id for what is not known, and bind it alone as well', () => {
    const made = { ...plain, id: '/group/copies/disk-tok', name: 'disk-tok', standIn: 'tok' }
    const bindings = new Bindings({ steps: [maker([made])] }, done(['/group/copies/disk-real']))
    expect(bindings.bind(['/group/copies/disk-tok', 'disk-tok'])).toEqual(['/group/copies/disk-real', 'disk-real'])
  })

  it('are open while a step is not done, or its answer told of too few', () => {
    for (const state of [undefined, done(), done([]), done(['one', 'two'])]) {
      const bindings = new Bindings({ steps: [maker([plain])] }, state)
      expect(bindings.isOpen({ deep: ['copy-abc'] })).toBe(true)
      expect(bindings.isOpen({ deep: ['copy-abd'] })).toBe(false)
      expect(bindings.madeBy('1-copy')).toEqual([])
    }
  })

  it('need nothing where the step itself gives the name', () => {
    const named: PlannedCreation = { ...place, id: 'mine', name: 'mine' }
    expect(new Bindings({ steps: [maker([named])] }, undefined).isOpen('mine')).toBe(false)
  })

  it('keep what a step was fingerprinted by, and give no step while one of its ids is open', () => {
    const user = {
      ...maker([]),
      on: { ...place, id: 'copy-abc', name: 'copy-abc', fingerprint: 'copy-abc', basis: {} },
    }
    const steps = [maker([plain])]
    expect(boundStep(user, new Bindings({ steps }, undefined))).toBeUndefined()
    expect(boundStep(user, new Bindings({ steps }, done(['copy-9'])))?.on).toMatchObject({
      id: 'copy-9',
      fingerprint: 'copy-abc',
    })
  })
})
