import type { Operation } from '../../../../core/operation.js'
import { type AwsSettings, awsSettingOperations } from '../../operate/setting-operations.js'
import { accountSettings } from './definition.js'

const unblocked = 'unblocked'

const settings: AwsSettings = {
  ebsEncryption: {
    path: 'EbsEncryptionByDefault',
    parameter: { type: 'boolean', title: 'Whether new volumes are encrypted' },
    whenAbsent: false,
    calls: ['EnableEbsEncryptionByDefault', 'DisableEbsEncryptionByDefault'],
    send: (value) => [[value === true ? 'EnableEbsEncryptionByDefault' : 'DisableEbsEncryptionByDefault', {}]],
  },
  snapshotPublicAccess: {
    path: 'SnapshotBlockPublicAccessState',
    parameter: {
      type: 'string',
      values: ['block-all-sharing', 'block-new-sharing', unblocked],
      title: 'Block of public sharing of snapshots',
    },
    whenAbsent: unblocked,
    calls: ['EnableSnapshotBlockPublicAccess', 'DisableSnapshotBlockPublicAccess'],
    send: (value) => [
      value === unblocked
        ? ['DisableSnapshotBlockPublicAccess', {}]
        : ['EnableSnapshotBlockPublicAccess', { State: value }],
    ],
  },
  imagePublicAccess: {
    path: 'ImageBlockPublicAccessState',
    parameter: {
      type: 'string',
      values: ['block-new-sharing', unblocked],
      title: 'Block of public sharing of images',
    },
    whenAbsent: unblocked,
    calls: ['EnableImageBlockPublicAccess', 'DisableImageBlockPublicAccess'],
    send: (value) => [
      value === unblocked
        ? ['DisableImageBlockPublicAccess', {}]
        : ['EnableImageBlockPublicAccess', { ImageBlockPublicAccessState: value }],
    ],
  },
}

/** What can be done to an account's settings for EC2 in a region; AWS takes minutes to tell of images. */
export const accountSettingsOperations: readonly Operation[] = awsSettingOperations(
  accountSettings,
  { settings, settlesWithin: 900 },
  [
    {
      verb: 'enable-encryption',
      title: 'Encrypt every new volume and snapshot copy',
      risk: 'low',
      moves: ['ebsEncryption'],
      wanted: () => ({ ebsEncryption: true }),
    },
    {
      verb: 'block-public-access',
      title: 'Block public sharing of snapshots, those shared already included, and of further images',
      risk: 'medium',
      moves: ['snapshotPublicAccess', 'imagePublicAccess'],
      wanted: () => ({ snapshotPublicAccess: 'block-all-sharing', imagePublicAccess: 'block-new-sharing' }),
    },
  ],
)
