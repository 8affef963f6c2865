import type { Operation } from '../../../../core/operation.js'
import { type AwsSettings, awsSettingOperations } from '../../operate/setting-operations.js'
import { fullBlock, isFullBlock } from '../../s3/public-access-block.js'
import { account } from './definition.js'

const settings: AwsSettings = {
  publicAccessBlock: {
    path: 'PublicAccessBlock',
    parameter: { type: 'map', title: 'Block of public access to all buckets' },
    whenAbsent: null,
    service: 's3control',
    calls: ['PutPublicAccessBlock'],
    permissions: ['s3:PutAccountPublicAccessBlock'],
    send: (value, { id }) => [
      value === null
        ? ['DeletePublicAccessBlock', { AccountId: id }]
        : ['PutPublicAccessBlock', { AccountId: id, PublicAccessBlockConfiguration: value }],
    ],
  },
}

/** What can be done to an account as a whole. */
export const accountOperations: readonly Operation[] = awsSettingOperations(account, { settings, settlesWithin: 120 }, [
  {
    verb: 'block-public-access',
    title: 'Block public access to all buckets, those to come included',
    risk: 'high',
    moves: ['publicAccessBlock'],
    wanted: () => ({ publicAccessBlock: fullBlock }),
    holds: ({ properties }) => isFullBlock(properties['PublicAccessBlock']),
  },
])
