import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { diskFiles } from '../../../src/cli/project/disk-files.js'
import { compileProject } from '../../../src/compiler/index.js'
import { systemClock } from '../../../src/core/clock.js'
import type { ScanReport } from '../../../src/core/scan.js'
import { createAwsProvider } from '../../../src/providers/aws/index.js'
import { catalog } from '../../../src/providers/catalog.js'
import { scan } from '../../../src/runner/index.js'
import { folderStore } from '../../../src/store/index.js'
import { cloudAccount } from './crash/cloud-account.js'
import { useEmulator } from './emulator.js'
import { createEstate, type Estate } from './estate.js'

const root = resolve(import.meta.dirname, '../../..')
const endpoint = inject('awsEndpoint')
const restore = useEmulator(endpoint)

/** Scans the emulated account by the policies of this repository: compiler, SDK reads, snapshot, engine, report. */
async function scanEmulated(): Promise<ScanReport> {
  const { value: bundle } = await compileProject({ files: diskFiles(root), catalog, clock: systemClock })
  const configuration = { ...bundle.configuration, accounts: [cloudAccount] }
  const store = folderStore(await mkdtemp(join(tmpdir(), 'escher-moto-')))
  const ports = { store, catalog, providers: [createAwsProvider()], clock: systemClock, root }
  return scan({ bundle: { ...bundle, configuration } }, ports)
}

function violating(report: ScanReport, policy: string): readonly string[] {
  const findings = report.findings.filter((finding) => finding.policy === policy && finding.verdict === 'violating')
  return findings.map(({ resource }) => resource.id).sort()
}

describe('a scan of an emulated AWS account', () => {
  let estate: Estate
  let report: ScanReport

  beforeAll(async () => {
    estate = await createEstate(endpoint)
    report = await scanEmulated()
  })

  afterAll(restore)

  it('finds what was made wrong, and nothing beside it', () => {
    expect({
      publicBuckets: violating(report, 'aws/s3/no-public-bucket'),
      instancesWithoutTokens: violating(report, 'aws/ec2/require-imdsv2'),
      groupsOpenToSsh: violating(report, 'aws/ec2/no-ssh-from-internet'),
      publicSnapshots: violating(report, 'aws/ec2/no-public-snapshot'),
      peopleWithoutMfa: violating(report, 'aws/iam/require-user-mfa'),
      rolesForEveryone: violating(report, 'aws/iam/no-role-for-everyone'),
      plainDatabases: violating(report, 'aws/rds/encrypt-storage'),
      databasesWithoutBackup: violating(report, 'aws/rds/keep-backups'),
      publicFunctions: violating(report, 'aws/lambda/no-public-function'),
      oldRuntimes: violating(report, 'aws/lambda/no-deprecated-runtime'),
      lastingKeys: violating(report, 'aws/kms/rotate-keys'),
    }).toEqual({
      publicBuckets: [estate.buckets.publicBucket],
      instancesWithoutTokens: [estate.instances.loose],
      groupsOpenToSsh: [estate.network.openGroup],
      publicSnapshots: [estate.instances.publicSnapshot],
      peopleWithoutMfa: [estate.people.person],
      rolesForEveryone: [estate.people.role],
      plainDatabases: [estate.services.database],
      databasesWithoutBackup: [estate.services.database],
      publicFunctions: [estate.services.publicFunction],
      oldRuntimes: [estate.services.publicFunction],
      lastingKeys: [estate.services.lastingKey],
    })
  })

  it('judges every page of a long listing', () => {
    expect(violating(report, 'aws/logs/expire-log-events')).toEqual(estate.logging.logGroups.slice(1))
  })

  it('finds the spare volume and the network without flow logs among those that come with an account', () => {
    expect(violating(report, 'aws/ec2/no-unattached-volume')).toContain(estate.instances.spareVolume)
    expect(violating(report, 'aws/ec2/require-flow-logs')).toContain(estate.network.unwatchedVpc)
    expect(violating(report, 'aws/ec2/require-flow-logs')).not.toContain(estate.network.watchedVpc)
  })

  it('does not pass over what the emulator cannot tell', () => {
    const { coverage } = report
    expect(coverage.unreadAccounts).toEqual([])
    expect(coverage.unreadPartitions).toEqual([])
    expect(report.findings.filter(({ verdict }) => verdict === 'unknown')).toHaveLength(coverage.unknown)
  })
})
