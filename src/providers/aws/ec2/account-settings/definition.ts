import { defineAwsType } from '../../description.js'

/** What an account sets for EC2 in one region. */
export const accountSettings = defineAwsType({
  name: 'aws.ec2.account-settings',
  title: 'EC2 settings of an account in a region',
  scope: 'regional',
  documentation: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetEbsEncryptionByDefault.html',
  custodian: [],
  service: 'ec2',
  list: {
    single: ({ region }) => ({ Region: region }),
    shape: { type: 'object', properties: { Region: { type: 'string' } } },
  },
  id: 'Region',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  aspects: {
    ebsEncryption: {
      kind: 'call',
      title: 'Whether new volumes are encrypted',
      properties: ['EbsEncryptionByDefault'],
      operation: 'GetEbsEncryptionByDefault',
      input: () => ({}),
      result: 'EbsEncryptionByDefault',
    },
    ebsDefaultKey: {
      kind: 'call',
      title: 'Key that new volumes are encrypted with',
      properties: ['EbsDefaultKmsKeyId'],
      operation: 'GetEbsDefaultKmsKeyId',
      input: () => ({}),
      result: 'KmsKeyId',
    },
    snapshotPublicAccess: {
      kind: 'call',
      title: 'Block of public sharing of snapshots',
      properties: ['SnapshotBlockPublicAccessState'],
      operation: 'GetSnapshotBlockPublicAccessState',
      input: () => ({}),
      result: 'State',
    },
    imagePublicAccess: {
      kind: 'call',
      title: 'Block of public sharing of images',
      properties: ['ImageBlockPublicAccessState'],
      operation: 'GetImageBlockPublicAccessState',
      input: () => ({}),
      result: 'ImageBlockPublicAccessState',
    },
    instanceMetadataDefaults: {
      kind: 'call',
      title: 'Defaults of the metadata service of new instances',
      properties: ['InstanceMetadataDefaults'],
      operation: 'GetInstanceMetadataDefaults',
      input: () => ({}),
      result: 'AccountLevel',
    },
    serialConsole: {
      kind: 'call',
      title: 'Access to serial consoles',
      properties: ['SerialConsoleAccessEnabled'],
      operation: 'GetSerialConsoleAccessStatus',
      input: () => ({}),
      result: 'SerialConsoleAccessEnabled',
    },
  },
})
