import { describe, expect, it } from 'vitest'
import { told } from '../reading/charges.fixture.js'
import { instanceBilling } from './ec2/instance/billing.js'
import { snapshotBilling } from './ec2/snapshot/billing.js'
import { volumeBilling } from './ec2/volume/billing.js'
import { databaseBilling } from './rds/instance/billing.js'

const instance = {
  State: { Name: 'running' },
  InstanceType: 'm5.large',
  UsageOperation: 'RunInstances',
  Placement: { Tenancy: 'default' },
}

describe('an EC2 instance is billed', () => {
  it.each<[string, object, string]>([
    ['while it runs', {}, '1 running/m5.large/linux'],
    ['while it comes to run', { State: { Name: 'pending' } }, '1 running/m5.large/linux'],
    ['for no hours when it is stopped', { State: { Name: 'stopped' } }, ''],
    ['for no hours when it is terminated', { State: { Name: 'terminated' } }, ''],
    ['by its platform', { UsageOperation: 'RunInstances:0002' }, '1 running/m5.large/windows'],
    ['by its tenancy', { Placement: { Tenancy: 'dedicated' } }, '1 dedicated/m5.large/linux'],
    ['not at all by itself on a host', { Placement: { Tenancy: 'host' } }, 'unknown'],
    ['as nobody knows on the spot market', { InstanceLifecycle: 'spot' }, 'unknown'],
    [
      'as nobody knows with software of the marketplace',
      { ProductCodes: [{ ProductCodeType: 'marketplace' }] },
      'unknown',
    ],
    ['as nobody knows without a usage operation', { UsageOperation: undefined }, 'unknown'],
    ['as nobody knows under a new usage operation', { UsageOperation: 'constructor' }, 'unknown'],
    ['not as a spot instance when it is stopped', { State: { Name: 'stopped' }, InstanceLifecycle: 'spot' }, ''],
  ])('%s', (_, more, expected) => {
    expect(told(instanceBilling, { ...instance, ...more })).toBe(expected)
  })
})

describe('an EBS volume is billed', () => {
  it.each<[object, string]>([
    [{ VolumeType: 'gp2', Size: 100, Iops: 300 }, '100 storage/gp2'],
    [{ VolumeType: 'gp3', Size: 100, Iops: 3000, Throughput: 125 }, '100 storage/gp3'],
    [
      { VolumeType: 'gp3', Size: 100, Iops: 4000, Throughput: 200 },
      '100 storage/gp3, 1000 iops/gp3, 75 throughput/gp3',
    ],
    [{ VolumeType: 'gp3', Size: 100 }, 'unknown'],
    [{ VolumeType: 'io1', Size: 50, Iops: 1000 }, '50 storage/io1, 1000 iops/io1'],
    [{ VolumeType: 'io2', Size: 50, Iops: 32_000 }, '50 storage/io2, 32000 iops/io2'],
    [
      { VolumeType: 'io2', Size: 50, Iops: 70_000 },
      '50 storage/io2, 32000 iops/io2, 32000 iops/io2-above-32000, 6000 iops/io2-above-64000',
    ],
    [{ VolumeType: 'st1', Size: 500 }, '500 storage/st1'],
    [{ VolumeType: 'gp2', Size: 100, State: 'deleted' }, ''],
    [{ VolumeType: 'gp2' }, 'unknown'],
    [{ VolumeType: 'gp9', Size: 1 }, 'unknown'],
  ])('%o as %s', (document, expected) => {
    expect(told(volumeBilling, { State: 'in-use', ...document })).toBe(expected)
  })
})

describe('an EBS snapshot is billed', () => {
  it.each<[object, string]>([
    [{ StorageTier: 'standard', FullSnapshotSizeInBytes: 1024 }, 'unknown'],
    [{ StorageTier: 'archive', FullSnapshotSizeInBytes: 1_610_612_736 }, '1.5 archived'],
    [{ StorageTier: 'archive' }, 'unknown'],
  ])('%o as %s', (document, expected) => {
    expect(told(snapshotBilling, document)).toBe(expected)
  })
})

const database = {
  DBInstanceStatus: 'available',
  DBInstanceClass: 'db.m7g.large',
  Engine: 'postgres',
  MultiAZ: false,
  AllocatedStorage: 100,
  StorageType: 'gp3',
  Iops: 3000,
  StorageThroughput: 125,
}
const running = '1 running/db.m7g.large'

describe('an RDS instance is billed', () => {
  it.each<[string, object, string]>([
    ['by class and storage', {}, `${running}/postgres/single-az, 100 storage/gp3/single-az`],
    ['by its deployment', { MultiAZ: true }, `${running}/postgres/multi-az, 100 storage/gp3/multi-az`],
    ['for storage alone when it is stopped', { DBInstanceStatus: 'stopped' }, '100 storage/gp3/single-az'],
    ['for nothing when it is deleted', { DBInstanceStatus: 'deleting' }, ''],
    ['as nobody knows in a status of its own', { DBInstanceStatus: 'failed' }, 'unknown'],
    [
      'with the licence in it',
      { Engine: 'sqlserver-se', LicenseModel: 'license-included' },
      `${running}/sqlserver-se/single-az, 100 storage/gp3/single-az`,
    ],
    [
      'with a licence of your own',
      { Engine: 'oracle-ee', LicenseModel: 'bring-your-own-license' },
      `${running}/oracle-ee-byol/single-az, 100 storage/gp3/single-az`,
    ],
    ['as nobody knows without a word on the licence', { Engine: 'oracle-ee' }, 'unknown'],
    [
      'for operations beyond those of small gp3 storage',
      { Iops: 4000, StorageThroughput: 225 },
      `${running}/postgres/single-az, 100 storage/gp3/single-az, 1000 iops/gp3/single-az, 100 throughput/gp3/single-az`,
    ],
    [
      'for none up to those of striped gp3 storage',
      { AllocatedStorage: 400, Iops: 12_000, StorageThroughput: 500 },
      `${running}/postgres/single-az, 400 storage/gp3/single-az`,
    ],
    [
      'for all operations of io1',
      { StorageType: 'io1', Iops: 1000 },
      `${running}/postgres/single-az, 100 storage/io1/single-az, 1000 iops/io1/single-az`,
    ],
    [
      'in an Aurora cluster without its storage',
      { Engine: 'aurora-mysql', DBClusterIdentifier: 'c', StorageType: 'aurora' },
      `${running}/aurora-mysql/single-az`,
    ],
    ['with its cluster otherwise', { DBClusterIdentifier: 'c' }, 'unknown'],
    ['as nobody knows with further volumes', { AdditionalStorageVolumes: [{}] }, 'unknown'],
  ])('%s', (_, more, expected) => {
    expect(told(databaseBilling, { ...database, ...more })).toBe(expected)
  })
})
