import type { OperationParameters } from '../../../src/core/operation.js'
import type { ManageableEstate } from './estate/manageable.js'
import { estateAccount, estateRegion } from './estate.js'

/** A shipped playbook on the estate. */
export interface PlaybookCase {
  /** The environment of the account; `development` when left out. */
  readonly environment?: string
  /** How far the runner's clock is ahead of the emulator's, so that what was just made is old. */
  readonly hoursLater?: number
  readonly params?: (estate: ManageableEstate) => OperationParameters
  /** Ids of the targets; whatever is in scope when left out. */
  readonly targets?: (estate: ManageableEstate) => readonly string[]
  /** The verbs of the plan by the id of their target: these targets, and no others. */
  readonly changes: (estate: ManageableEstate) => Readonly<Record<string, readonly string[]>>
  /** Paths that are not as before once the run has been undone, by the id of their resource. */
  readonly keeps?: {
    readonly reason: string
    readonly paths: (estate: ManageableEstate) => Readonly<Record<string, readonly string[]>>
  }
  /** Why nothing can be undone. */
  readonly irreversible?: string
}

const day = 24

/** The same verbs for each of some targets. */
function each(ids: readonly string[], ...verbs: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(ids.map((id) => [id, verbs]))
}

const machineCases: Readonly<Record<string, PlaybookCase>> = {
  'aws/ec2/require-imdsv2': {
    changes: ({ instances, operable }) => each([instances.loose, operable.doomedInstance], 'require-imdsv2'),
    keeps: {
      reason: 'moto tells the defaults of the other options once any was set',
      paths: ({ instances, operable }) =>
        each(
          [instances.loose, operable.doomedInstance],
          'MetadataOptions.HttpEndpoint',
          'MetadataOptions.HttpProtocolIpv6',
          'MetadataOptions.InstanceMetadataTags',
        ),
    },
  },
  'aws/ec2/resize-instance': {
    params: () => ({ type: 't3.small' }),
    targets: ({ instances }) => [instances.strict],
    changes: ({ instances }) => ({ [instances.strict]: ['stop', 'resize', 'start'] }),
  },
  'aws/ec2/restart-instance': {
    targets: ({ instances }) => [instances.strict],
    changes: ({ instances }) => ({ [instances.strict]: ['restart'] }),
    irreversible: 'a restart needs no undoing',
  },
  'aws/ec2/start-for-weekend': {
    changes: ({ scheduled }) => ({ [scheduled.weekend]: ['start'] }),
  },
  'aws/ec2/stop-at-night': {
    changes: ({ scheduled }) => ({ [scheduled.office]: ['stop'] }),
  },
  'aws/ec2/stop-idle-instances': {
    changes: ({ instances }) => ({ [instances.loose]: ['stop'] }),
  },
  'aws/ec2/tag-instances': {
    params: () => ({ owner: 'platform' }),
    changes: ({ instances, operable }) => each([instances.loose, instances.strict, operable.doomedInstance], 'tag'),
  },
}

const diskCases: Readonly<Record<string, PlaybookCase>> = {
  'aws/ec2/back-up-volumes': {
    changes: ({ operable, rootVolumes }) => each([operable.attachedVolume, ...rootVolumes], 'create-snapshot'),
    irreversible: 'snapshots are kept',
  },
  'aws/ec2/delete-old-snapshots': {
    hoursLater: 100 * day,
    /** Without the snapshot that the image is made of, which AWS refuses to delete. */
    targets: ({ instances, kept }) => [instances.publicSnapshot, instances.privateSnapshot, kept.snapshot],
    changes: ({ instances }) => each([instances.publicSnapshot, instances.privateSnapshot], 'delete'),
    irreversible: 'what is deleted is gone',
  },
  'aws/ec2/delete-unattached-volume': {
    targets: ({ instances }) => [instances.spareVolume],
    changes: ({ instances }) => ({ [instances.spareVolume]: ['create-snapshot', 'delete'] }),
    irreversible: 'what is deleted is gone',
  },
  'aws/ec2/encrypt-new-volumes': {
    changes: () => ({ [estateRegion]: ['enable-encryption'] }),
  },
  'aws/ec2/grow-volume': {
    targets: ({ operable }) => [operable.attachedVolume],
    changes: ({ operable }) => ({ [operable.attachedVolume]: ['resize'] }),
    irreversible: 'volumes do not shrink',
  },
  'aws/ec2/make-snapshot-private': {
    changes: ({ instances }) => ({ [instances.publicSnapshot]: ['make-private'] }),
  },
  'aws/ec2/move-volumes-to-gp3': {
    changes: ({ instances, rootVolumes }) => each([instances.spareVolume, ...rootVolumes], 'change-type'),
  },
  'aws/ec2/encrypt-volumes': {
    targets: ({ instances }) => [instances.spareVolume],
    changes: ({ instances }) => ({
      [instances.spareVolume]: ['create-snapshot', 'create-encrypted-copy', 'delete-backed-up'],
    }),
    irreversible: 'the plain volume is deleted',
  },
}

const networkCases: Readonly<Record<string, PlaybookCase>> = {
  'aws/ec2/close-open-security-group': {
    changes: ({ widestGroup }) => ({ [widestGroup]: ['revoke-rule'] }),
  },
  'aws/ec2/enable-flow-logs': {
    params: ({ buckets }) => ({ bucket: buckets.privateBucket }),
    changes: ({ network, defaultVpc }) => each([network.unwatchedVpc, defaultVpc], 'enable-flow-logs'),
  },
  'aws/ec2/revoke-rdp-from-internet': {
    changes: ({ desktopGroup, widestGroup }) => each([desktopGroup, widestGroup], 'revoke-rule'),
  },
  'aws/ec2/revoke-ssh-from-internet': {
    changes: ({ network, widestGroup }) => each([network.openGroup, widestGroup], 'revoke-rule'),
  },
}

const identityCases: Readonly<Record<string, PlaybookCase>> = {
  'aws/iam/deactivate-old-access-keys': {
    hoursLater: 100 * day,
    changes: ({ people }) => each([people.person, people.machine, 'auditor'], 'deactivate-access-key'),
  },
  'aws/iam/detach-administrator-policy': {
    changes: ({ administrators }) => ({ [administrators]: ['detach-policy'] }),
  },
  'aws/iam/remove-unused-credentials': {
    hoursLater: 100 * day,
    changes: ({ people }) => ({
      ...each([people.machine, 'auditor'], 'deactivate-access-key'),
      [people.person]: ['deactivate-access-key', 'delete-console-password'],
    }),
    keeps: {
      reason: 'a console password that was taken away is lost, so the playbook calls it irreversible',
      paths: ({ people }) =>
        each([people.person], 'LoginProfile.CreateDate', 'LoginProfile.PasswordResetRequired', 'LoginProfile.UserName'),
    },
  },
  'aws/kms/rotate-keys': {
    changes: ({ services }) => ({ [services.lastingKey]: ['enable-key-rotation'] }),
  },
}

const serviceCases: Readonly<Record<string, PlaybookCase>> = {
  'aws/cloudtrail/restart-trails': {
    changes: ({ logging }) => ({ [logging.idleTrail]: ['enable-logging'] }),
    keeps: {
      reason: 'it tells when logging was last started and stopped',
      paths: ({ logging }) => ({
        [logging.idleTrail]: [
          'Status.StartLoggingTime',
          'Status.StopLoggingTime',
          'Status.TimeLoggingStarted',
          'Status.TimeLoggingStopped',
        ],
      }),
    },
  },
  'aws/cloudtrail/validate-log-files': {
    changes: ({ logging }) => each([logging.activeTrail, logging.idleTrail], 'enable-log-file-validation'),
  },
  'aws/lambda/make-function-private': {
    changes: ({ services }) => ({ [services.publicFunction]: ['make-private'] }),
  },
  'aws/lambda/roll-back-alias': {
    params: ({ operable }) => ({ alias: operable.alias, version: operable.olderVersion }),
    changes: ({ services }) => ({ [services.publicFunction]: ['roll-back-alias'] }),
  },
  'aws/logs/expire-log-events': {
    targets: ({ logging }) => logging.logGroups.slice(0, 4),
    changes: ({ logging }) => each(logging.logGroups.slice(1, 4), 'set-retention'),
  },
}

const databaseCases: Readonly<Record<string, PlaybookCase>> = {
  'aws/rds/back-up-databases': {
    changes: ({ services, quietDatabase }) => each([services.database, quietDatabase], 'create-snapshot'),
    irreversible: 'snapshots are kept',
  },
  'aws/rds/keep-backups': {
    changes: ({ services }) => ({ [services.database]: ['enable-backups'] }),
  },
  'aws/rds/prepare-storage-encryption': {
    targets: ({ services }) => [services.database],
    changes: ({ services }) => ({
      [services.database]: ['create-snapshot', 'copy-encrypted', 'create-encrypted-copy'],
    }),
  },
  'aws/rds/protect-production-databases': {
    environment: 'production',
    changes: ({ services }) => ({ [services.database]: ['enable-deletion-protection', 'enable-backups'] }),
  },
  'aws/rds/resize-database': {
    params: () => ({ type: 'db.t4g.large' }),
    targets: ({ services }) => [services.database],
    changes: ({ services }) => ({ [services.database]: ['create-snapshot', 'resize'] }),
  },
  'aws/rds/restart-database': {
    targets: ({ services }) => [services.database],
    changes: ({ services }) => ({ [services.database]: ['restart'] }),
    irreversible: 'a restart needs no undoing',
  },
  'aws/rds/stop-idle-databases': {
    changes: ({ quietDatabase }) => ({ [quietDatabase]: ['stop'] }),
  },
  'aws/rds/tag-databases': {
    params: () => ({ owner: 'platform' }),
    changes: ({ services }) => ({ [services.database]: ['tag'] }),
  },
  'aws/rds/take-public-address-away': {
    changes: ({ services }) => ({ [services.database]: ['make-private'] }),
  },
}

const bucketCases: Readonly<Record<string, PlaybookCase>> = {
  'aws/s3/block-public-access-in-account': {
    changes: () => ({ [estateAccount]: ['block-public-access'] }),
  },
  'aws/s3/make-bucket-private': {
    changes: ({ buckets }) => ({ [buckets.publicBucket]: ['block-public-access'] }),
  },
  'aws/s3/protect-production-data': {
    environment: 'production',
    targets: ({ buckets }) => [buckets.publicBucket, buckets.privateBucket],
    changes: ({ buckets }) => ({
      [buckets.publicBucket]: ['enable-versioning', 'enable-encryption'],
      [buckets.privateBucket]: ['enable-encryption'],
    }),
    keeps: {
      reason: 'versioning that was once enabled can only be suspended, so the playbook calls it irreversible',
      paths: ({ buckets }) => ({ [buckets.publicBucket]: ['Versioning.Status'] }),
    },
  },
  'aws/s3/replicate-production-data': {
    environment: 'production',
    params: ({ buckets, operable, people }) => ({
      buckets: buckets.publicBucket,
      copy: operable.logBucket,
      role: `arn:aws:iam::${estateAccount}:role/${people.role}`,
    }),
    targets: ({ buckets }) => [buckets.publicBucket],
    changes: ({ buckets }) => ({ [buckets.publicBucket]: ['enable-versioning', 'enable-replication'] }),
    keeps: {
      reason: 'versioning that was once enabled can only be suspended, so the playbook calls it irreversible',
      paths: ({ buckets }) => ({ [buckets.publicBucket]: ['Versioning.Status'] }),
    },
  },
  'aws/s3/require-tls': {
    changes: ({ buckets, operable }) =>
      each([buckets.publicBucket, buckets.privateBucket, buckets.europeanBucket, operable.logBucket], 'require-https'),
  },
  'aws/s3/tag-buckets': {
    params: () => ({ costCenter: 'cc-1' }),
    changes: ({ buckets, operable }) =>
      each([buckets.publicBucket, buckets.privateBucket, buckets.europeanBucket, operable.logBucket], 'tag'),
  },
}

/** By playbook. */
export const playbookCases: Readonly<Record<string, PlaybookCase>> = {
  ...serviceCases,
  ...machineCases,
  ...diskCases,
  ...networkCases,
  ...identityCases,
  ...databaseCases,
  ...bucketCases,
}

/** Playbooks whose undo the emulator takes, but does not carry out as AWS documents: the evidence of that. */
export const undoneOtherwise: Readonly<Record<string, { readonly reason: string; readonly evidence: string }>> = {
  'aws/ec2/move-volumes-to-gp3': {
    reason: 'on the way back to gp2, moto keeps the figures of gp3; AWS gives those that go with the size',
    evidence: 'Iops, Throughput is not as planned',
  },
}
