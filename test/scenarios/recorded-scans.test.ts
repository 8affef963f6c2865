import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Bundle } from '../../src/core/bundle.js'
import { fixedClock } from '../../src/core/clock.js'
import type { Cloud } from '../../src/core/resource.js'
import type { ScanReport } from '../../src/core/scan.js'
import { catalog, createProviders } from '../../src/providers/index.js'
import { scan } from '../../src/runner/index.js'
import { folderStore } from '../../src/store/index.js'
import { compileRepositoryFiles, estateFolder, root } from './acme.js'

const conformance = resolve(process.env['ESCHER_CONFORMANCE'] ?? join(root, '../shared/conformance'))
const hasRecordings = existsSync(join(conformance, 'recordings'))

interface RecordedScan {
  readonly cloud: Cloud
  /** Path below `recordings`. */
  readonly recording: string
  readonly account: string
  /** Policies to judge by, and the last part of the ids that the recorded answers show to break them. */
  readonly violating: Readonly<Record<string, readonly string[]>>
  /** Resources that the recording lists. */
  readonly resources: number
}

/** All eight accept plain HTTP and every network, as Azure's accounts did in 2019. */
const recordedAccounts = [
  '00usm2nughsm6poagnt0',
  '45mqcga7pkswisalinuxvm',
  'cctstoragey6akyqpagdt3o',
  'cloudcustodiantest',
  'diagnosticruwy74fd3rqea',
  'pvc2901814435001',
  'pvc2901814435002',
  'usm2nughsm6pomstr0',
]

const scans: readonly RecordedScan[] = [
  {
    cloud: 'aws',
    recording: 'aws/test_ebs_instance_filter',
    account: '644160558196',
    resources: 3,
    violating: {
      'aws/ec2/encrypt-volumes': ['vol-2b047792', 'vol-96c7ee2f'],
      'aws/ec2/no-gp2-volume': ['vol-2b047792', 'vol-466f46ff', 'vol-96c7ee2f'],
      'aws/ec2/no-unattached-volume': ['vol-2b047792', 'vol-466f46ff'],
    },
  },
  {
    cloud: 'aws',
    recording: 'aws/test_rds_minor_upgrade_unavailable',
    account: '644160558196',
    resources: 3,
    violating: {
      'aws/rds/encrypt-storage': ['c7n-mysql-test-01', 'c7n-mysql-test-02', 'c7n-mysql-test-03'],
      'aws/rds/keep-backups': [],
      'aws/rds/no-public-address': [],
    },
  },
  {
    cloud: 'azure',
    recording: 'azure/NetworkSecurityGroupTest.test_allow_single_port.json',
    account: 'ea42f556-5106-4743-99b0-c129bfa71a47',
    resources: 2,
    violating: {
      'azure/network/no-ssh-from-internet': ['k8s-master-c02b7042-nsg'],
      'azure/network/no-rdp-from-internet': [],
    },
  },
  {
    cloud: 'azure',
    recording: 'azure/StorageTest.test_value_filter.json',
    account: 'ea42f556-5106-4743-99b0-c129bfa71a47',
    resources: 8,
    violating: {
      'azure/storage/require-https': recordedAccounts,
      'azure/storage/deny-network-by-default': recordedAccounts,
    },
  },
  {
    cloud: 'gcp',
    recording: 'gcp/disk-snapshots-filter',
    account: 'cloud-custodian',
    resources: 3,
    violating: { 'gcp/compute/no-unattached-disk': [] },
  },
  {
    cloud: 'gcp',
    recording: 'gcp/bucket-iam-policy',
    account: 'cloud-custodian',
    resources: 3,
    violating: { 'gcp/storage/no-public-bucket': ['cloud-custodian-test-1', 'cloud-custodian-test-2'] },
  },
  {
    cloud: 'gcp',
    recording: 'gcp/firewall-modify',
    account: 'cloud-custodian',
    resources: 1,
    violating: { 'gcp/compute/no-ssh-from-internet': [], 'gcp/compute/no-rdp-from-internet': [] },
  },
]

/** `escher scan` of an account whose configuration names a recording instead of credentials. */
async function scanRecording(
  bundle: Bundle,
  { cloud, recording, account, violating }: RecordedScan,
): Promise<ScanReport> {
  const source = { kind: 'recording', path: join('recordings', recording) } as const
  const recorded = { id: account, name: 'recorded', cloud, source, regions: ['us-east-1'], params: {} }
  const configuration = { ...bundle.configuration, accounts: [recorded] }
  const policies = bundle.policies.filter(({ id }) => id in violating)
  const store = folderStore(await mkdtemp(join(tmpdir(), 'escher-recorded-')))
  const ports = {
    store,
    catalog,
    providers: createProviders(estateFolder),
    clock: fixedClock('2026-11-24T06:00:00Z'),
    root: conformance,
  }
  return scan({ bundle: { ...bundle, policies, configuration } }, ports)
}

describe.skipIf(!hasRecordings)('a scan of recorded answers', () => {
  let bundle: Bundle

  beforeAll(async () => {
    bundle = (await compileRepositoryFiles()).value
  })

  it.each(scans)('finds in $recording what the answers show', async (recorded) => {
    const report = await scanRecording(bundle, recorded)
    const violating = Object.fromEntries(
      Object.keys(recorded.violating).map((policy) => [
        policy,
        report.findings
          .filter((one) => one.policy === policy && one.verdict === 'violating')
          .map(({ resource }) => resource.id.split('/').at(-1))
          .sort(),
      ]),
    )
    expect({ resources: report.coverage.resources, unread: report.coverage.unreadPartitions, violating }).toEqual({
      resources: recorded.resources,
      unread: [],
      violating: recorded.violating,
    })
  })
})
