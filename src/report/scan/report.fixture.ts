import type { Finding } from '../../core/finding.js'
import type { PolicySummary, ScanReport } from '../../core/scan.js'
import type { Severity } from '../../core/severity.js'

/** A text that tries to leave every format that it is put into. */
export const hostileText = `=cmd()|'x' \u001b[31m</script><img src=x onerror=alert(1)>"&]]> \`|\` ::error::%0A \u202eevil`

/** A finding with everything that a test does not say filled in. */
export function findingFixture(changes: Partial<Finding> = {}): Finding {
  return {
    id: '00000000000000aa',
    verdict: 'violating',
    policy: 'aws/s3/no-public-bucket',
    title: 'Buckets keep the public out',
    severity: 'critical',
    pillar: 'security',
    frameworks: { 'cis-aws-3.0': ['2.1.4'] },
    resource: {
      type: 'aws.s3.bucket',
      id: 'assets',
      name: 'assets',
      account: '111111111111',
      region: 'eu-west-1',
      tags: { team: 'web' },
    },
    environment: 'production',
    message: 'assets lets everyone in through its policy',
    remediation: { text: 'Block public access on the bucket.' },
    change: 'new',
    firstSeen: '2026-11-24T02:00:00.000Z',
    ...changes,
  }
}

/** A policy's figures. */
export function summaryFixture(policy: string, title: string, severity: Severity): PolicySummary {
  return { policy, title, severity, violating: 1, compliant: 4, unknown: 1, notApplicable: 2, exempted: 1 }
}

const denied = {
  reason: 'access-denied',
  message: 'not allowed to call s3:GetBucketPolicy',
  operation: 's3:GetBucketPolicy',
  permission: 's3:GetBucketPolicy',
} as const

/** A report that has something in every section. */
export function reportFixture(changes: Partial<ScanReport> = {}): ScanReport {
  const volume = { ...findingFixture().resource, type: 'aws.ec2.volume', id: 'vol-1', name: 'data' }
  return {
    version: 1,
    id: '20261124T020000Z-aaaa',
    snapshot: '20261124T020000Z-aaaa',
    startedAt: '2026-11-24T02:00:00.000Z',
    finishedAt: '2026-11-24T02:00:02.500Z',
    interrupted: false,
    previous: '20261123T020000Z-bbbb',
    findings: [
      findingFixture(),
      findingFixture({
        id: '00000000000000ab',
        policy: 'aws/ec2/encrypted-volumes',
        title: 'Volumes are encrypted',
        severity: 'medium',
        frameworks: {},
        resource: volume,
        message: 'data is not encrypted',
        change: 'unchanged',
      }),
      findingFixture({
        id: '00000000000000ac',
        verdict: 'unknown',
        change: 'newly-unknown',
        message: 'logs could not be judged',
        unknown: { ...denied, path: 'resource.PolicyStatus' },
      }),
      findingFixture({
        id: '00000000000000ad',
        change: 'unchanged',
        exemption: {
          id: 'website',
          reason: 'serves the public website',
          owner: 'web@example.com',
          expires: '2027-01-01',
        },
      }),
    ],
    resolved: [findingFixture({ id: '00000000000000ae', change: 'resolved' })],
    policies: [
      summaryFixture('aws/s3/no-public-bucket', 'Buckets keep the public out', 'critical'),
      summaryFixture('aws/ec2/encrypted-volumes', 'Volumes are encrypted', 'medium'),
      { ...summaryFixture('aws/iam/root-mfa', 'The root user has MFA', 'high'), violating: 0, unknown: 0, exempted: 0 },
    ],
    coverage: {
      resources: 152,
      policies: 3,
      violating: 3,
      compliant: 96,
      unknown: 1,
      notApplicable: 52,
      decided: 0.99,
      unreadPartitions: [{ account: '111111111111', region: 'eu-west-1', type: 'aws.kms.key', unread: denied }],
      unreadAccounts: [
        { account: '222222222222', unread: { reason: 'failed', message: 'the profile `dev` is not configured' } },
      ],
    },
    expiredExemptions: [
      { id: 'old-bucket', owner: 'web@example.com', expires: '2026-10-01', reason: 'until the move' },
    ],
    inventory: { 'aws.ec2.volume': 40, 'aws.s3.bucket': 112 },
    ...changes,
  }
}
