import type { RunRequest } from '../support/playbook-runs.js'
import type { Change } from './acme-runs.js'

/** A shipped playbook on acme. */
export interface Scenario extends RunRequest {
  /** What somebody did to acme before, where nothing in it needs the playbook. */
  readonly before?: readonly Change[]
  /** What its plan changes: `<account>/<resource>: <verb>, …`. */
  readonly changes: readonly string[]
  /** What it does in other cases. */
  readonly otherwise?: Readonly<Record<string, Scenario>>
}

const copied = 'create-snapshot, create-encrypted-copy'
const takenOut = 'set-delete-on-termination, detach-stopped'
const putIn = 'attach, set-delete-on-termination'

/** By playbook. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  'aws/cloudtrail/restart-trails': {
    before: [{ operation: 'aws.cloudtrail.trail.configure', on: 'staging', params: { logging: false } }],
    changes: ['acme-staging/staging: enable-logging'],
  },
  'aws/cloudtrail/validate-log-files': {
    changes: ['acme-staging/staging: enable-log-file-validation'],
  },
  'aws/ec2/back-up-volumes': {
    changes: [
      'acme-development/dev-box: create-snapshot',
      'acme-development/vol-0c1c3e5a1c3e50302: create-snapshot',
      'acme-production/bastion: create-snapshot',
      'acme-production/erp-data: create-snapshot',
      'acme-production/erp: create-snapshot',
      'acme-production/mailer: create-snapshot',
      'acme-production/proxy-1: create-snapshot',
      'acme-production/season-worker: create-snapshot',
      'acme-production/web-1: create-snapshot',
      'acme-production/web-2: create-snapshot',
      'acme-staging/load-test: create-snapshot',
      'acme-staging/web-staging: create-snapshot',
    ],
  },
  'aws/ec2/close-open-security-group': {
    changes: ['acme-development/try-out: revoke-rule', 'acme-production/migration-2023: revoke-rule'],
  },
  'aws/ec2/delete-old-snapshots': {
    changes: ['acme-production/snap-0a1c3e5a1c3e50403: delete'],
  },
  'aws/ec2/delete-unattached-volume': {
    changes: [
      'acme-production/erp-before-upgrade: create-snapshot, delete',
      'acme-staging/vol-0b1c3e5a1c3e50303: create-snapshot, delete',
    ],
  },
  'aws/ec2/enable-flow-logs': {
    changes: [
      'acme-development/sandbox: enable-flow-logs',
      'acme-production/data: enable-flow-logs',
      'acme-production/vpc-0a1c3e5a1c3e50003: enable-flow-logs',
      'acme-staging/staging: enable-flow-logs',
    ],
  },
  'aws/ec2/encrypt-new-volumes': {
    changes: ['acme-development/eu-west-1: enable-encryption', 'acme-production/us-east-1: enable-encryption'],
  },
  'aws/ec2/encrypt-volumes': {
    before: [{ operation: 'aws.ec2.volume.detach', on: 'erp-data' }],
    changes: [
      `acme-development/vol-0c1c3e5a1c3e50302: stop, ${copied}, ${takenOut}, ${putIn}, start, delete-backed-up`,
      `acme-production/erp-data: ${copied}, delete-backed-up`,
      `acme-production/erp: stop, ${copied}, ${takenOut}, ${putIn}, start, delete-backed-up`,
    ],
  },
  'aws/ec2/grow-volume': {
    targets: ['proxy-1'],
    changes: ['acme-production/proxy-1: resize'],
  },
  'aws/ec2/make-snapshot-private': {
    changes: ['acme-production/snap-0a1c3e5a1c3e50404: make-private'],
  },
  'aws/ec2/move-volumes-to-gp3': {
    changes: [
      'acme-development/vol-0c1c3e5a1c3e50302: change-type',
      'acme-production/bastion: change-type',
      'acme-production/erp: change-type',
      'acme-staging/load-test: change-type',
    ],
  },
  'aws/ec2/require-imdsv2': {
    changes: [
      'acme-development/prototype: require-imdsv2',
      'acme-production/bastion: require-imdsv2',
      'acme-production/erp: require-imdsv2',
      'acme-production/season-worker: require-imdsv2',
    ],
  },
  'aws/ec2/resize-instance': {
    targets: ['proxy-1'],
    params: { type: 'm7g.large' },
    changes: ['acme-production/proxy-1: stop, resize, start'],
    otherwise: {
      'on an instance that is stopped': {
        targets: ['season-worker'],
        params: { type: 'c7g.large' },
        changes: ['acme-production/season-worker: resize'],
      },
    },
  },
  'aws/ec2/restart-instance': {
    targets: ['web-1'],
    changes: ['acme-production/web-1: restart'],
  },
  'aws/ec2/revoke-rdp-from-internet': {
    changes: [
      'acme-development/hackathon: revoke-rule',
      'acme-development/try-out: revoke-rule',
      'acme-production/erp-remote: revoke-rule',
      'acme-production/migration-2023: revoke-rule',
    ],
  },
  'aws/ec2/revoke-ssh-from-internet': {
    changes: [
      'acme-development/try-out: revoke-rule',
      'acme-production/migration-2023: revoke-rule',
      'acme-production/old-office-vpn: revoke-rule',
      'acme-production/search-proxy: revoke-rule',
      'acme-staging/load-test: revoke-rule',
    ],
  },
  'aws/ec2/start-for-weekend': {
    changes: ['acme-production/season-worker: start'],
  },
  'aws/ec2/stop-at-night': {
    changes: ['acme-development/dev-box: stop'],
  },
  'aws/ec2/stop-idle-instances': {
    changes: [
      'acme-development/dev-box: stop',
      'acme-development/prototype: stop',
      'acme-production/erp: stop',
      'acme-staging/load-test: stop',
    ],
  },
  'aws/ec2/tag-instances': {
    changes: ['acme-development/prototype: tag', 'acme-production/erp: tag', 'acme-staging/load-test: tag'],
  },
  'aws/iam/deactivate-old-access-keys': {
    changes: ['acme-development/chris: deactivate-access-key', 'acme-production/erp-sync: deactivate-access-key'],
  },
  'aws/iam/detach-administrator-policy': {
    changes: ['acme-development/developer-playground: detach-policy'],
  },
  'aws/iam/remove-unused-credentials': {
    changes: [
      'acme-development/chris: deactivate-access-key, delete-console-password',
      'acme-production/photo-import: deactivate-access-key',
    ],
  },
  'aws/kms/rotate-keys': {
    changes: ['acme-development/dev: enable-key-rotation', 'acme-production/customer-data: enable-key-rotation'],
  },
  'aws/lambda/make-function-private': {
    changes: ['acme-production/payment-webhook: make-private'],
  },
  'aws/lambda/roll-back-alias': {
    params: { version: '41' },
    changes: ['acme-production/checkout: roll-back-alias'],
  },
  'aws/logs/expire-log-events': {
    changes: [
      'acme-development//aws/lambda/hello: set-retention',
      'acme-production//aws/lambda/payment-webhook: set-retention',
      'acme-production//erp/application: set-retention',
    ],
  },
  'aws/rds/back-up-databases': {
    changes: [
      'acme-production/erp-archive: create-snapshot',
      'acme-production/reports: create-snapshot',
      'acme-production/shop-replica: create-snapshot',
      'acme-production/shop: create-snapshot',
      'acme-staging/shop-staging: create-snapshot',
    ],
  },
  'aws/rds/keep-backups': {
    changes: ['acme-production/erp-archive: enable-backups'],
  },
  'aws/rds/prepare-storage-encryption': {
    changes: ['acme-production/reports: create-snapshot, copy-encrypted, create-encrypted-copy'],
  },
  'aws/rds/protect-production-databases': {
    changes: ['acme-production/erp-archive: enable-backups'],
  },
  'aws/rds/resize-database': {
    targets: ['shop'],
    params: { type: 'db.r7g.xlarge' },
    changes: ['acme-production/shop: create-snapshot, resize'],
  },
  'aws/rds/restart-database': {
    targets: ['shop'],
    changes: ['acme-production/shop: restart'],
  },
  'aws/rds/stop-idle-databases': {
    changes: ['acme-production/erp-archive: stop'],
  },
  'aws/rds/tag-databases': {
    before: [{ operation: 'aws.rds.instance.untag', on: 'reports', params: { keys: ['owner'] } }],
    changes: ['acme-production/reports: tag'],
  },
  'aws/rds/take-public-address-away': {
    changes: ['acme-production/erp-archive: make-private', 'acme-production/reports: make-private'],
  },
  'aws/s3/block-public-access-in-account': {
    changes: [
      'acme-development/acme-development: block-public-access',
      'acme-production/acme-production: block-public-access',
    ],
  },
  'aws/s3/make-bucket-private': {
    changes: [
      'acme-development/acme-development-scratch: block-public-access',
      'acme-production/acme-production-exports: block-public-access',
      'acme-production/acme-production-partners: block-public-access',
      'acme-staging/acme-staging-assets: block-public-access',
    ],
  },
  'aws/s3/protect-production-data': {
    changes: ['acme-production/acme-production-exports: enable-versioning'],
  },
  'aws/s3/replicate-production-data': {
    targets: ['acme-production-exports'],
    params: { buckets: 'acme-production-exports', copy: 'acme-copies', role: 'arn:aws:iam::111111111111:role/copier' },
    changes: ['acme-production/acme-production-exports: enable-versioning, enable-replication'],
  },
  'aws/s3/require-tls': {
    changes: [
      'acme-development/acme-development-scratch: require-https',
      'acme-production/acme-production-partners: require-https',
      'acme-staging/acme-staging-uploads: require-https',
    ],
  },
  'aws/s3/tag-buckets': {
    changes: ['acme-development/acme-development-scratch: tag'],
  },
  'azure/compute/back-up-disks': {
    changes: [
      'acme-analytics-development/vm-dev-etl-os: create-snapshot',
      'acme-analytics-development/vm-dev-notebooks-os: create-snapshot',
      'acme-analytics-production/vm-dashboards-os: create-snapshot',
      'acme-analytics-production/vm-etl-1-data: create-snapshot',
      'acme-analytics-production/vm-etl-1-os: create-snapshot',
      'acme-analytics-production/vm-etl-2-os: create-snapshot',
      'acme-analytics-production/vm-month-end-os: create-snapshot',
    ],
  },
  'azure/compute/delete-old-snapshots': {
    changes: ['acme-analytics-production/vm-etl-1-data-before-upgrade: delete'],
  },
  'azure/compute/delete-unattached-disk': {
    changes: [
      'acme-analytics-development/restore-test-2026-08: create-snapshot, delete',
      'acme-analytics-production/vm-etl-0-data: create-snapshot, delete',
    ],
  },
  'azure/compute/redeploy-virtual-machine': {
    targets: ['vm-etl-1'],
    changes: ['acme-analytics-production/vm-etl-1: redeploy'],
  },
  'azure/compute/resize-virtual-machine': {
    targets: ['vm-etl-1'],
    params: { size: 'Standard_E4s_v5' },
    changes: ['acme-analytics-production/vm-etl-1: resize'],
  },
  'azure/compute/restart-virtual-machine': {
    targets: ['vm-etl-1'],
    changes: ['acme-analytics-production/vm-etl-1: restart'],
  },
  'azure/compute/start-for-weekend': {
    changes: ['acme-analytics-production/vm-month-end: start'],
  },
  'azure/compute/stop-at-night': {
    changes: ['acme-analytics-development/vm-dev-notebooks: stop'],
  },
  'azure/compute/stop-idle-virtual-machines': {
    changes: ['acme-analytics-development/vm-dev-etl: stop', 'acme-analytics-production/vm-gateway: stop'],
  },
  'azure/compute/tag-virtual-machines': {
    before: [{ operation: 'azure.compute.virtual-machine.untag', on: 'vm-etl-1', params: { keys: ['owner'] } }],
    targets: ['vm-etl-1'],
    changes: ['acme-analytics-production/vm-etl-1: tag'],
  },
  'azure/network/revoke-rdp-from-internet': {
    changes: [
      'acme-analytics-production/nsg-dashboards: restrict-ingress',
      'acme-analytics-production/nsg-gateway: restrict-ingress',
    ],
  },
  'azure/network/revoke-ssh-from-internet': {
    changes: [
      'acme-analytics-development/nsg-dev: restrict-ingress',
      'acme-analytics-production/nsg-gateway: restrict-ingress',
      'acme-analytics-production/nsg-scoring: restrict-ingress',
    ],
  },
  'azure/storage/block-public-access': {
    changes: [
      'acme-analytics-production/acmeexportsprod: block-public-access',
      'acme-analytics-production/acmelegacyprod: block-public-access',
    ],
  },
  'azure/storage/deny-networks-by-default': {
    changes: [
      'acme-analytics-development/acmereportsdev: restrict-ingress',
      'acme-analytics-production/acmeexportsprod: restrict-ingress',
    ],
  },
  'azure/storage/require-https': {
    changes: ['acme-analytics-production/acmelegacyprod: require-https'],
  },
  'azure/storage/protect-production-data': {
    before: [
      {
        operation: 'azure.storage.account.configure-blob-service',
        on: 'acmereportsprod',
        params: { versioning: false },
      },
    ],
    changes: ['acme-analytics-production/acmereportsprod: enable-versioning'],
  },
  'azure/storage/tag-accounts': {
    before: [{ operation: 'azure.storage.account.untag', on: 'acmereportsprod', params: { keys: ['owner'] } }],
    targets: ['acmereportsprod'],
    changes: ['acme-analytics-production/acmereportsprod: tag'],
  },
  'gcp/compute/back-up-disks': {
    changes: [
      'acme-search-development/dev-index-1: create-snapshot',
      'acme-search-development/ranking-experiment: create-snapshot',
      'acme-search-production/index-1-data: create-snapshot',
      'acme-search-production/index-1: create-snapshot',
      'acme-search-production/index-2-data: create-snapshot',
      'acme-search-production/index-2: create-snapshot',
      'acme-search-production/reindex: create-snapshot',
    ],
  },
  'gcp/compute/delete-old-snapshots': {
    changes: ['acme-search-production/index-1-data-2026-05: delete'],
  },
  'gcp/compute/delete-unattached-disk': {
    changes: ['acme-search-production/index-0-data: create-snapshot, delete'],
  },
  'gcp/compute/label-instances': {
    before: [{ operation: 'gcp.compute.instance.untag', on: 'index-1', params: { keys: ['owner'] } }],
    targets: ['index-1'],
    changes: ['acme-search-production/index-1: tag'],
  },
  'gcp/compute/log-firewall-rules': {
    before: [{ operation: 'gcp.compute.firewall.configure', on: 'search-allow-https', params: { logging: false } }],
    changes: ['acme-search-production/search-allow-https: enable-logging'],
  },
  'gcp/compute/protect-production-instances': {
    changes: [
      'acme-search-production/bastion: enable-deletion-protection',
      'acme-search-production/gke-search-default-pool-4f2a: enable-deletion-protection',
      'acme-search-production/index-1: enable-deletion-protection',
      'acme-search-production/index-2: enable-deletion-protection',
      'acme-search-production/reindex: enable-deletion-protection',
      'acme-search-production/suggest-1: enable-deletion-protection',
    ],
  },
  'gcp/compute/resize-instance': {
    targets: ['suggest-1'],
    params: { size: 'n2-standard-4' },
    changes: ['acme-search-production/suggest-1: stop, resize, start'],
    otherwise: {
      'on an instance that is stopped': {
        targets: ['reindex'],
        params: { size: 'e2-standard-2' },
        changes: ['acme-search-production/reindex: resize'],
      },
    },
  },
  'gcp/compute/restart-instance': {
    targets: ['suggest-1'],
    changes: ['acme-search-production/suggest-1: restart'],
  },
  'gcp/compute/restrict-rdp-to-proxy': {
    changes: [
      'acme-search-development/dev-allow-all: restrict-ingress',
      'acme-search-development/dev-allow-high-ports: restrict-ingress',
    ],
  },
  'gcp/compute/restrict-ssh-to-proxy': {
    changes: [
      'acme-search-development/dev-allow-all: restrict-ingress',
      'acme-search-production/search-allow-ssh: restrict-ingress',
    ],
  },
  'gcp/compute/start-for-weekend': {
    changes: ['acme-search-production/reindex: start'],
  },
  'gcp/compute/stop-at-night': {
    changes: ['acme-search-development/dev-index-1: stop'],
  },
  'gcp/compute/stop-idle-instances': {
    changes: ['acme-search-development/ranking-experiment: stop', 'acme-search-production/suggest-1: stop'],
  },
  'gcp/storage/label-buckets': {
    before: [{ operation: 'gcp.storage.bucket.untag', on: 'acme-search-index', params: { keys: ['owner'] } }],
    targets: ['acme-search-index'],
    changes: ['acme-search-production/acme-search-index: tag'],
  },
  'gcp/storage/make-bucket-private': {
    changes: [
      'acme-search-development/acme-search-dev-index: block-public-access',
      'acme-search-production/acme-product-images: block-public-access',
      'acme-search-production/acme-search-queries: block-public-access',
    ],
  },
  'gcp/storage/protect-production-data': {
    before: [{ operation: 'gcp.storage.bucket.configure', on: 'acme-search-index', params: { versioning: false } }],
    changes: ['acme-search-production/acme-search-index: enable-versioning'],
  },
}

/** Of these, something cannot be taken back, and their files say so. */
export const irreversible = new Set([
  'aws/ec2/back-up-volumes',
  'aws/ec2/delete-old-snapshots',
  'aws/ec2/delete-unattached-volume',
  'aws/ec2/encrypt-volumes',
  'aws/ec2/grow-volume',
  'aws/ec2/restart-instance',
  'aws/rds/back-up-databases',
  'aws/rds/prepare-storage-encryption',
  'aws/rds/resize-database',
  'aws/rds/restart-database',
  'aws/iam/remove-unused-credentials',
  'aws/s3/protect-production-data',
  'aws/s3/replicate-production-data',
  'azure/compute/back-up-disks',
  'azure/compute/delete-old-snapshots',
  'azure/compute/delete-unattached-disk',
  'azure/compute/redeploy-virtual-machine',
  'azure/compute/restart-virtual-machine',
  'gcp/compute/back-up-disks',
  'gcp/compute/delete-old-snapshots',
  'gcp/compute/delete-unattached-disk',
  'gcp/compute/restart-instance',
])
