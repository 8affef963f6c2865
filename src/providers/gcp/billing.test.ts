import { describe, expect, it } from 'vitest'
import { told } from '../reading/charges.fixture.js'
import { diskBilling } from './compute/disk/billing.js'
import { instanceBilling } from './compute/instance/billing.js'
import { snapshotBilling } from './compute/snapshot/billing.js'

const zone = 'https://www.googleapis.com/compute/v1/projects/p/zones/z'
const instance = { status: 'RUNNING', machineType: `${zone}/machineTypes/e2-medium`, disks: [{ type: 'PERSISTENT' }] }

function licensed(...projects: readonly string[]): object {
  const licenses = projects.map(
    (project) => `https://www.googleapis.com/compute/v1/projects/${project}/global/licenses/l`,
  )
  return { disks: [{ type: 'PERSISTENT', licenses }] }
}

describe('a Compute Engine instance is billed', () => {
  it.each<[string, object, string]>([
    ['while it runs', {}, '1 running/e2-medium/free'],
    ['while it comes to run', { status: 'STAGING' }, '1 running/e2-medium/free'],
    ['no more when it is stopped', { status: 'TERMINATED' }, ''],
    ['as nobody knows when it is suspended', { status: 'SUSPENDED' }, 'unknown'],
    ['with the licence of its image', licensed('windows-cloud'), '1 running/e2-medium/windows'],
    ['without one for free images', licensed('debian-cloud', 'constructor'), '1 running/e2-medium/free'],
    ['as nobody knows with two licences', licensed('windows-cloud', 'windows-sql-cloud'), 'unknown'],
    [
      'with its local SSD',
      {
        disks: [
          { type: 'SCRATCH', diskSizeGb: '375' },
          { type: 'SCRATCH', diskSizeGb: '375' },
        ],
      },
      '1 running/e2-medium/free, 750 local-ssd',
    ],
    ['as nobody knows with a local SSD of no size', { disks: [{ type: 'SCRATCH' }] }, 'unknown'],
    ['as nobody knows on the spot market', { scheduling: { provisioningModel: 'SPOT' } }, 'unknown'],
    ['as nobody knows with accelerators', { guestAccelerators: [{ acceleratorCount: 1 }] }, 'unknown'],
  ])('%s', (_, more, expected) => {
    expect(told(instanceBilling, { ...instance, ...more })).toBe(expected)
  })
})

describe('a disk is billed', () => {
  it.each<[string, object, string]>([
    ['pd-ssd', { sizeGb: '100' }, '100 storage/pd-ssd/zonal'],
    ['pd-ssd', { sizeGb: '100', replicaZones: ['a', 'b'] }, '100 storage/pd-ssd/regional'],
    ['pd-extreme', { sizeGb: '500', provisionedIops: '10000' }, '500 storage/pd-extreme/zonal, 10000 iops/pd-extreme'],
    [
      'hyperdisk-balanced',
      { sizeGb: '100', provisionedIops: '3500', provisionedThroughput: '140' },
      '100 storage/hyperdisk-balanced/zonal, 500 iops/hyperdisk-balanced',
    ],
    ['hyperdisk-balanced', { sizeGb: '100' }, 'unknown'],
    ['hyperdisk-extreme', { sizeGb: '100', provisionedIops: '100', storagePool: 'p' }, 'unknown'],
    ['toString', { sizeGb: '100' }, 'unknown'],
  ])('%s with %o as %s', (type, document, expected) => {
    expect(told(diskBilling, { type: `${zone}/diskTypes/${type}`, ...document })).toBe(expected)
  })
})

describe('a snapshot is billed', () => {
  it.each<[object, string]>([
    [{ storageBytes: '1610612736', storageLocations: ['eu'] }, '1.5 storage/standard/eu'],
    [{ storageBytes: '0', storageLocations: ['eu'], snapshotType: 'ARCHIVE' }, '0 storage/archive/eu'],
    [{ storageLocations: ['eu'] }, 'unknown'],
    [{ storageBytes: '1' }, 'unknown'],
  ])('%o as %s', (document, expected) => {
    expect(told(snapshotBilling, document)).toBe(expected)
  })
})
