import { beforeAll, describe, expect, it } from 'vitest'
import type { Bundle } from '../../src/core/bundle.js'
import type { Finding } from '../../src/core/finding.js'
import type { ScanReport } from '../../src/core/scan.js'
import { compileRepositoryFiles, scanAcme } from './acme.js'

type Table = Readonly<Record<string, readonly string[]>>

/** By policy: `<account>/<resource>` of all that breaks it, the exempted included. */
const violating: Table = {
  'aws/account/no-root-access-key': ['acme-development/acme-development'],
  'aws/account/require-root-mfa': ['acme-development/acme-development'],
  'aws/account/require-strong-passwords': ['acme-development/acme-development'],
  'aws/cloudtrail/record-all-regions': ['acme-development/acme-development', 'acme-staging/acme-staging'],
  'aws/cloudtrail/validate-log-files': ['acme-staging/staging'],
  'aws/ec2/encrypt-new-volumes': ['acme-development/eu-west-1', 'acme-production/us-east-1'],
  'aws/ec2/encrypt-volumes': [
    'acme-development/vol-0c1c3e5a1c3e50302',
    'acme-production/erp',
    'acme-production/erp-data',
  ],
  'aws/ec2/no-gp2-volume': [
    'acme-development/vol-0c1c3e5a1c3e50302',
    'acme-production/bastion',
    'acme-production/erp',
    'acme-staging/load-test',
  ],
  'aws/ec2/no-idle-instance': ['acme-development/prototype', 'acme-production/erp', 'acme-staging/load-test'],
  'aws/ec2/no-idle-instance-for-hours': ['acme-development/dev-box', 'acme-development/prototype'],
  'aws/ec2/no-old-snapshot': ['acme-production/snap-0a1c3e5a1c3e50403'],
  'aws/ec2/no-open-security-group': ['acme-development/try-out', 'acme-production/migration-2023'],
  'aws/ec2/no-public-snapshot': ['acme-production/snap-0a1c3e5a1c3e50404'],
  'aws/ec2/no-rdp-from-internet': ['acme-development/try-out', 'acme-production/erp-remote'],
  'aws/ec2/no-ssh-from-internet': [
    'acme-development/try-out',
    'acme-production/search-proxy',
    'acme-staging/load-test',
  ],
  'aws/ec2/no-unattached-volume': ['acme-production/erp-before-upgrade', 'acme-staging/vol-0b1c3e5a1c3e50303'],
  'aws/ec2/require-flow-logs': [
    'acme-development/sandbox',
    'acme-production/vpc-0a1c3e5a1c3e50003',
    'acme-staging/staging',
  ],
  'aws/ec2/require-imdsv2': [
    'acme-development/prototype',
    'acme-production/bastion',
    'acme-production/erp',
    'acme-production/season-worker',
  ],
  'aws/ec2/require-tags': ['acme-development/prototype', 'acme-production/erp', 'acme-staging/load-test'],
  'aws/iam/no-administrator-role': ['acme-development/developer-playground', 'acme-production/ci-deploy'],
  'aws/iam/no-role-for-everyone': ['acme-production/partner-catalogue'],
  'aws/iam/no-unused-credential': ['acme-development/chris', 'acme-production/photo-import'],
  'aws/iam/require-user-mfa': ['acme-production/ben'],
  'aws/iam/rotate-access-keys': ['acme-development/chris', 'acme-production/erp-sync'],
  'aws/kms/rotate-keys': ['acme-development/dev', 'acme-production/customer-data'],
  'aws/lambda/no-deprecated-runtime': ['acme-production/nightly-export', 'acme-production/resize-images'],
  'aws/lambda/no-public-function': ['acme-production/payment-webhook'],
  'aws/logs/expire-log-events': [
    'acme-development//aws/lambda/hello',
    'acme-production//aws/lambda/payment-webhook',
    'acme-production//erp/application',
  ],
  'aws/rds/encrypt-storage': ['acme-production/reports'],
  'aws/rds/keep-backups': ['acme-production/erp-archive'],
  'aws/rds/no-database-open-to-internet': ['acme-production/reports'],
  'aws/rds/no-idle-database': ['acme-production/erp-archive'],
  'aws/rds/no-public-address': ['acme-production/erp-archive', 'acme-production/reports'],
  'aws/s3/block-public-access-in-account': ['acme-development/acme-development', 'acme-production/acme-production'],
  'aws/s3/no-public-bucket': [
    'acme-development/acme-development-scratch',
    'acme-production/acme-production-exports',
    'acme-production/acme-production-partners',
    'acme-production/acme-website',
  ],
  'aws/s3/require-tags': ['acme-development/acme-development-scratch'],
  'aws/s3/require-tls': [
    'acme-development/acme-development-scratch',
    'acme-production/acme-production-partners',
    'acme-staging/acme-staging-uploads',
  ],
  'azure/compute/back-up-virtual-machine': ['acme-analytics-production/vm-dashboards'],
  'azure/compute/no-idle-virtual-machine': [
    'acme-analytics-development/vm-dev-etl',
    'acme-analytics-production/vm-gateway',
  ],
  'azure/compute/no-idle-virtual-machine-for-hours': ['acme-analytics-development/vm-dev-etl'],
  'azure/compute/no-unattached-disk': [
    'acme-analytics-development/restore-test-2026-08',
    'acme-analytics-production/vm-etl-0-data',
  ],
  'azure/network/no-rdp-from-internet': ['acme-analytics-production/nsg-dashboards'],
  'azure/network/no-ssh-from-internet': ['acme-analytics-development/nsg-dev', 'acme-analytics-production/nsg-scoring'],
  'azure/storage/deny-network-by-default': [
    'acme-analytics-development/acmereportsdev',
    'acme-analytics-production/acmeexportsprod',
  ],
  'azure/storage/no-anonymous-access': [
    'acme-analytics-production/acmeexportsprod',
    'acme-analytics-production/acmelegacyprod',
  ],
  'azure/storage/require-https': ['acme-analytics-production/acmelegacyprod'],
  'gcp/compute/no-default-account-with-full-access': ['acme-search-production/bastion'],
  'gcp/compute/no-idle-instance': ['acme-search-development/ranking-experiment', 'acme-search-production/suggest-1'],
  'gcp/compute/no-idle-instance-for-hours': ['acme-search-development/ranking-experiment'],
  'gcp/compute/no-rdp-from-internet': [
    'acme-search-development/dev-allow-all',
    'acme-search-development/dev-allow-high-ports',
  ],
  'gcp/compute/no-ssh-from-internet': [
    'acme-search-development/dev-allow-all',
    'acme-search-production/search-allow-ssh',
  ],
  'gcp/compute/no-unattached-disk': ['acme-search-production/index-0-data'],
  'gcp/storage/no-public-bucket': [
    'acme-search-development/acme-search-dev-index',
    'acme-search-production/acme-product-images',
    'acme-search-production/acme-search-queries',
  ],
}

/** By policy: what cannot be judged, because a part of it could not be read, or is too young to have figures. */
const unknown: Table = {
  'aws/ec2/no-idle-instance': ['acme-production/mailer', 'acme-staging/preview'],
  'aws/ec2/no-idle-instance-for-hours': ['acme-staging/preview'],
  'aws/ec2/no-rdp-from-internet': ['acme-development/hackathon'],
  'aws/iam/no-unused-credential': ['acme-production/auditor'],
  'aws/iam/require-user-mfa': ['acme-production/auditor'],
  'aws/iam/rotate-access-keys': ['acme-production/auditor'],
  'aws/kms/rotate-keys': ['acme-production/payments'],
  'aws/lambda/no-public-function': ['acme-staging/checkout'],
  'aws/s3/no-public-bucket': ['acme-production/acme-production-legal-hold'],
  'aws/s3/require-tls': ['acme-production/acme-production-legal-hold'],
  'azure/compute/back-up-virtual-machine': ['acme-analytics-production/vm-scoring'],
  'azure/storage/deny-network-by-default': ['acme-analytics-production/acmeauditprod'],
  'azure/storage/no-anonymous-access': ['acme-analytics-production/acmeauditprod'],
  'azure/storage/require-https': ['acme-analytics-production/acmeauditprod'],
  'gcp/storage/no-public-bucket': ['acme-search-production/acme-search-backups'],
}

describe('a scan of acme with the shipped policies', () => {
  let bundle: Bundle
  let report: ScanReport

  beforeAll(async () => {
    bundle = (await compileRepositoryFiles()).value
    report = await scanAcme(bundle)
  }, 60_000)

  function tableOf(verdict: Finding['verdict']): Table {
    const accounts = new Map(bundle.configuration.accounts.map(({ id, name }) => [id, name]))
    const rows: Record<string, string[]> = {}
    for (const { policy, resource } of report.findings.filter((finding) => finding.verdict === verdict)) {
      rows[policy] = [...(rows[policy] ?? []), `${accounts.get(resource.account)}/${resource.name}`].sort()
    }
    return rows
  }

  it('finds the planted problems and nothing else', () => {
    expect(tableOf('violating')).toEqual(violating)
  })

  it('calls unknown what could not be read', () => {
    expect(tableOf('unknown')).toEqual(unknown)
  })

  it('finds something for every policy but those that everything complies with', () => {
    const silent = bundle.policies.map(({ id }) => id).filter((id) => !(id in violating) && !(id in unknown))
    expect(silent).toEqual(['aws/rds/require-tags'])
  })

  it('has look-alikes that comply with every policy', () => {
    const alone = report.policies.filter(({ compliant }) => compliant === 0).map(({ policy }) => policy)
    expect(alone).toEqual([])
  })

  it('shows the website as exempted', () => {
    const exempted = report.findings.filter(({ exemption }) => exemption !== undefined)
    expect(exempted.map(({ resource, exemption }) => [resource.name, exemption?.id])).toEqual([
      ['acme-website', 'public-website'],
    ])
  })

  it('tells which listing was denied', () => {
    expect(report.coverage.unreadPartitions).toMatchObject([
      { account: '111111111111', region: 'us-east-1', type: 'aws.kms.key', unread: { reason: 'access-denied' } },
    ])
  })
})
