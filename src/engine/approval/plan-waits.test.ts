import { expect, it } from 'vitest'
import { fakeResource } from '../../../test/support/fake-estate.js'
import { machineType, settingOperation } from '../../../test/support/fake-operations.js'
import { plannedRun } from '../../../test/support/planned-run.js'
import { resourceAddress } from '../../core/resource.js'
import { longestWait } from './plan-waits.js'

const paint = settingOperation('paint', 'Colour')
const machines = ['a', 'b'].map((id) => fakeResource(machineType, id, { Colour: 'grey', Name: id, State: 'on' }))
const pause = { kind: 'wait', step: '2-wait', seconds: 600, timeout: 900 } as const
const approve = { kind: 'approve', step: '3-approve', roles: ['manager'], count: 1, expires: 3600 } as const

it('the waits of a target add up, those of a wave run side by side, those of waves one after another', () => {
  const plan = plannedRun({ resources: machines, steps: [[paint, 'red'], pause, approve] })
  const addresses = plan.targets.map(resourceAddress)
  const inWaves = (...waves: readonly (readonly string[])[]) =>
    longestWait({ ...plan, rollout: { parts: [{ playbooks: ['p'], waves, errorBudget: 0 }] } })
  expect(addresses).toHaveLength(2)
  expect(inWaves(addresses)).toBe(4200)
  expect(inWaves(...addresses.map((address) => [address]))).toBe(8400)
})

it('a plan without waits waits for nothing', () => {
  expect(longestWait(plannedRun({ resources: machines, steps: [[paint, 'red']] }))).toBe(0)
})
