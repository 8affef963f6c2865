import { expect, it } from 'vitest'
import { ApplyWorld, ranTo } from '../../../test/support/apply-world.js'
import { fakeConfiguration, fakeResource, fakeType } from '../../../test/support/fake-estate.js'
import { machineType, settingOperation } from '../../../test/support/fake-operations.js'
import { priceSheet } from '../../../test/support/fake-plan.js'
import { plannedRun } from '../../../test/support/planned-run.js'
import { catalogOf } from '../../core/resource-type.js'
import { planUndo } from './undo-plan.js'

const resize = settingOperation('resize', 'Size')
const billed = fakeType(machineType, {
  billing: {
    documentation: [],
    meters: { running: { title: 'Running', unit: 'machine', per: 'hour', parts: [{ name: 'size' }] } },
    properties: ['Size'],
    charges: ({ Size }) => ({ charges: [{ meter: 'running', parts: [String(Size)], quantity: '1' }] }),
  },
})

it('taking back a run costs again what the run saved, as things are at the time', async () => {
  const machine = fakeResource(machineType, 'a', { Size: 'l' })
  const world = await ApplyWorld.open([machine], [resize])
  const state = ranTo(await world.apply(plannedRun({ resources: [machine], steps: [[resize, 's']] })))
  const catalog = { ...world.cloud.catalog, ...catalogOf([billed]) }
  const prices = { [`${machineType}.running/l`]: '0.3', [`${machineType}.running/s`]: '0.1' }
  const bundle = { configuration: fakeConfiguration(), playbooks: [], priceSheets: [priceSheet(prices)] }
  const { value: plan } = await planUndo({ state, requester: 'ada', bundle }, world.ports({ catalog }))
  expect(plan?.targets[0]?.cost).toEqual({ currency: 'EUR', before: '73', after: '219', change: '146' })
  expect(plan?.cost).toEqual({ monthlyChange: [{ currency: 'EUR', amount: '146' }], unknown: 0 })
})
