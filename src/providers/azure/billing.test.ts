import { describe, expect, it } from 'vitest'
import { told } from '../reading/charges.fixture.js'
import { diskBilling } from './compute/disk/billing.js'
import { snapshotBilling } from './compute/snapshot/billing.js'
import { virtualMachineBilling } from './compute/virtual-machine/billing.js'

function machine(state: string, more: object = {}, top: object = {}): object {
  return {
    instanceView: { statuses: [{ code: 'ProvisioningState/succeeded' }, { code: `PowerState/${state}` }] },
    properties: {
      hardwareProfile: { vmSize: 'Standard_B2s' },
      storageProfile: { osDisk: { osType: 'Linux' }, imageReference: { publisher: 'Canonical' } },
      ...more,
    },
    ...top,
  }
}

function imageOf(publisher: string, osType = 'Linux'): object {
  return { storageProfile: { osDisk: { osType }, imageReference: { publisher } } }
}

describe('a virtual machine is billed', () => {
  it.each<[string, object, string]>([
    ['while it runs', machine('running'), '1 allocated/Standard_B2s/linux'],
    ['while it is stopped and keeps its processors', machine('stopped'), '1 allocated/Standard_B2s/linux'],
    ['no more once it is deallocated', machine('deallocated'), ''],
    [
      'with Windows',
      machine('running', imageOf('MicrosoftWindowsServer', 'Windows')),
      '1 allocated/Standard_B2s/windows',
    ],
    [
      'with a Windows licence of your own',
      machine('running', { ...imageOf('MicrosoftWindowsServer', 'Windows'), licenseType: 'Windows_Server' }),
      '1 allocated/Standard_B2s/windows-byol',
    ],
    ['with Red Hat', machine('running', imageOf('RedHat')), '1 allocated/Standard_B2s/rhel'],
    [
      'with a Red Hat licence of your own',
      machine('running', { ...imageOf('RedHat'), licenseType: 'RHEL_BYOS' }),
      '1 allocated/Standard_B2s/linux',
    ],
    ['as nobody knows with SQL Server', machine('running', imageOf('MicrosoftSQLServer', 'Windows')), 'unknown'],
    ['as nobody knows on the spot market', machine('running', { priority: 'Spot' }), 'unknown'],
    ['as nobody knows with a marketplace plan', machine('running', {}, { plan: { name: 'p' } }), 'unknown'],
    ['as nobody knows while its state is not known', machine('odd'), 'unknown'],
  ])('%s', (_, document, expected) => {
    expect(told(virtualMachineBilling, document)).toBe(expected)
  })
})

describe('a managed disk is billed', () => {
  it.each<[string, object, string]>([
    ['Premium_LRS', { diskSizeGB: 128 }, '1 disk/Premium_LRS/P10'],
    ['Premium_LRS', { diskSizeGB: 129 }, '1 disk/Premium_LRS/P15'],
    ['Premium_LRS', { diskSizeGB: 1 }, '1 disk/Premium_LRS/P1'],
    ['Premium_LRS', { diskSizeGB: 128, tier: 'P30' }, '1 disk/Premium_LRS/P30'],
    ['Premium_LRS', { diskSizeGB: 512, tier: 'P10' }, '1 disk/Premium_LRS/P20'],
    ['StandardSSD_LRS', { diskSizeGB: 128, tier: 'P30' }, '1 disk/StandardSSD_LRS/E10'],
    ['StandardSSD_ZRS', { diskSizeGB: 32_767 }, '1 disk/StandardSSD_ZRS/E80'],
    ['Standard_LRS', { diskSizeGB: 1 }, '1 disk/Standard_LRS/S4'],
    ['Standard_LRS', { diskSizeGB: 40_000 }, 'unknown'],
    ['Premium_LRS', { diskSizeGB: 256, maxShares: 2 }, 'unknown'],
    ['Premium_LRS', { diskSizeGB: 1024, burstingEnabled: true }, 'unknown'],
    ['UltraSSD_LRS', { diskSizeGB: 64 }, 'unknown'],
    [
      'PremiumV2_LRS',
      { diskSizeGB: 100, diskIOPSReadWrite: 3500, diskMBpsReadWrite: 125 },
      '100 capacity/PremiumV2_LRS, 500 iops/PremiumV2_LRS',
    ],
  ])('%s with %o as %s', (name, properties, expected) => {
    expect(told(diskBilling, { sku: { name }, properties })).toBe(expected)
  })
})

it('what a snapshot is billed for is not told', () => {
  expect(told(snapshotBilling, { properties: { diskSizeGB: 512 } })).toBe('unknown')
})
