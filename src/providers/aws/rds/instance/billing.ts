import type { Billing, Charge, Charges } from '../../../../core/billing.js'
import { textAt } from '../../../operating/document.js'
import { charged, chargedAbove, notTold, wholeNumber } from '../../../reading/charges.js'
import type { Document } from '../../../reading/rest-answer.js'

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.DBInstance.Status.html says what each status bills. */
const runningStatuses = [
  'available',
  'backing-up',
  'configuring-enhanced-monitoring',
  'configuring-iam-database-auth',
  'configuring-log-exports',
  'converting-to-vpc',
  'creating',
  'maintenance',
  'modifying',
  'moving-to-vpc',
  'rebooting',
  'renaming',
  'resetting-master-credentials',
  'starting',
  'storage-full',
  'storage-optimization',
  'upgrading',
]
const storageOnlyStatuses = ['stopped', 'stopping']

const openEngines = ['mysql', 'mariadb', 'postgres', 'aurora-mysql', 'aurora-postgresql']
const licensedEngines = [
  'oracle-ee',
  'oracle-ee-cdb',
  'oracle-se2',
  'oracle-se2-cdb',
  'sqlserver-ee',
  'sqlserver-se',
  'sqlserver-ex',
  'sqlserver-web',
  'db2-ae',
  'db2-se',
]

const deployment = { name: 'deployment', values: ['single-az', 'multi-az'] }
const storageTypes = ['gp2', 'gp3', 'io1', 'io2', 'standard']

/** Billed by class while it runs, and by storage until it is deleted. Backups and requests to `standard` storage are not in it. */
export const databaseBilling: Billing = {
  documentation: ['https://aws.amazon.com/rds/pricing/'],
  meters: {
    running: {
      title: 'Running; `-byol` are licences of your own',
      unit: 'instance',
      per: 'hour',
      parts: [
        { name: 'instance class', pattern: 'db\\.[a-z0-9-]+\\.[a-z0-9.-]+' },
        {
          name: 'engine',
          values: [...openEngines, ...licensedEngines.flatMap((engine) => [engine, `${engine}-byol`])],
        },
        deployment,
      ],
    },
    storage: {
      title: 'Storage',
      unit: 'GiB',
      per: 'month',
      parts: [{ name: 'storage type', values: storageTypes }, deployment],
    },
    iops: {
      title: 'Operations a second: those of gp3 beyond what its size includes, all of io1 and io2',
      unit: 'IOPS',
      per: 'month',
      parts: [{ name: 'storage type', values: ['gp3', 'io1', 'io2'] }, deployment],
    },
    throughput: {
      title: 'Throughput of gp3 beyond what its size includes',
      unit: 'MiB/s',
      per: 'month',
      parts: [{ name: 'storage type', values: ['gp3'] }, deployment],
    },
  },
  properties: [
    'DBInstanceStatus',
    'DBInstanceClass',
    'Engine',
    'LicenseModel',
    'MultiAZ',
    'AllocatedStorage',
    'StorageType',
    'Iops',
    'StorageThroughput',
    'DBClusterIdentifier',
    'DedicatedLogVolume',
    'AdditionalStorageVolumes',
  ],
  charges: (document) => {
    const status = textAt(document, 'DBInstanceStatus') ?? ''
    if (status === 'deleting') return { charges: [] }
    const isRunning = runningStatuses.includes(status)
    if (!isRunning && !storageOnlyStatuses.includes(status))
      return notTold(`what ${status || 'no status'} bills is not known`)
    const running = isRunning ? runningCharges(document) : { charges: [] }
    const storage = storageCharges(document)
    if ('unknown' in running) return running
    return 'unknown' in storage ? storage : { charges: [...running.charges, ...storage.charges] }
  },
}

function runningCharges(document: Document): Charges {
  const [size, engine] = [textAt(document, 'DBInstanceClass'), engineOf(document)]
  if (size === undefined) return notTold('its class is not in its document')
  if (size === 'db.serverless') return notTold('it is billed by the capacity that it uses')
  if (engine === undefined)
    return notTold(`what ${textAt(document, 'Engine') ?? 'its engine'} is billed by is not known`)
  if (document['DBClusterIdentifier'] !== undefined && !engine.startsWith('aurora')) {
    return notTold('the cluster that it is a member of is billed as a whole')
  }
  return { charges: [charged('running', [size, engine, deploymentOf(document)], 1)] }
}

function engineOf(document: Document): string | undefined {
  const engine = textAt(document, 'Engine') ?? ''
  if (openEngines.includes(engine)) return engine
  if (!licensedEngines.includes(engine)) return undefined
  const licence = textAt(document, 'LicenseModel')
  if (licence === 'license-included') return engine
  return licence === 'bring-your-own-license' ? `${engine}-byol` : undefined
}

/** The storage of a cluster is the cluster's. */
function storageCharges(document: Document): Charges {
  if (document['DBClusterIdentifier'] !== undefined) return { charges: [] }
  if (document['DedicatedLogVolume'] === true || document['AdditionalStorageVolumes'] !== undefined) {
    return notTold('its further volumes are billed besides')
  }
  const [type, size] = [textAt(document, 'StorageType') ?? '', wholeNumber(document['AllocatedStorage'])]
  if (!storageTypes.includes(type) || size === undefined) return notTold('its storage is not in its document')
  const deployed = deploymentOf(document)
  const storage = charged('storage', [type, deployed], size)
  if (type === 'gp2' || type === 'standard') return { charges: [storage] }
  const [iops, throughput] = [wholeNumber(document['Iops']), wholeNumber(document['StorageThroughput'])]
  if (iops === undefined) return notTold('its operations a second are not in its document')
  if (type !== 'gp3') return { charges: [storage, charged('iops', [type, deployed], iops)] }
  if (throughput === undefined) return notTold('its throughput is not in its document')
  return { charges: [storage, ...gp3Charges({ iops, throughput, size, deployed }, textAt(document, 'Engine') ?? '')] }
}

interface Gp3Storage {
  readonly iops: number
  readonly throughput: number
  readonly size: number
  readonly deployed: string
}

/** What gp3 includes: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage */
function gp3Charges({ iops, throughput, size, deployed }: Gp3Storage, engine: string): readonly Charge[] {
  const striped = engine.startsWith('oracle') ? 200 : engine.startsWith('sqlserver') ? Number.POSITIVE_INFINITY : 400
  const included = size >= striped ? { iops: 12_000, throughput: 500 } : { iops: 3000, throughput: 125 }
  return [
    ...chargedAbove(included.iops, { meter: 'iops', parts: ['gp3', deployed] }, iops),
    ...chargedAbove(included.throughput, { meter: 'throughput', parts: ['gp3', deployed] }, throughput),
  ]
}

function deploymentOf(document: Document): string {
  return document['MultiAZ'] === true ? 'multi-az' : 'single-az'
}
