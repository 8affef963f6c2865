import type { TypeSettings } from '../../../operating/setting-operations.js'
import { gcpRequest } from '../../requests/gcp-request.js'
import { bucket } from './definition.js'

/** The switches of a bucket that a PATCH moves; null takes one away. */
export const bucketSettings: TypeSettings = {
  type: bucket.name,
  documentation: `${bucket.documentation}/patch`,
  permissions: ['storage.buckets.get', 'storage.buckets.update'],
  request: (target, body) => gcpRequest('storage.buckets.patch', { bucket: target.name, body }),
  settlesWithin: 60,
  settings: {
    publicAccessPrevention: {
      path: 'iamConfiguration.publicAccessPrevention',
      parameter: { type: 'string', values: ['enforced', 'inherited'], title: 'Whether public access is prevented' },
      whenAbsent: 'inherited',
    },
    uniformAccess: {
      path: 'iamConfiguration.uniformBucketLevelAccess.enabled',
      parameter: { type: 'boolean', title: 'Ignore the ACLs of bucket and objects' },
      whenAbsent: false,
    },
    versioning: {
      path: 'versioning.enabled',
      parameter: { type: 'boolean', title: 'Keep the old versions of objects' },
      whenAbsent: false,
    },
    retentionPolicy: {
      path: 'retentionPolicy',
      parameter: { type: 'map', title: 'How long objects are kept from deletion, `{ retentionPeriod: seconds }`' },
      whenAbsent: null,
    },
    lifecycle: {
      path: 'lifecycle',
      parameter: { type: 'map', title: 'What happens to objects in time, `{ rule: […] }`' },
      whenAbsent: null,
    },
    logging: {
      path: 'logging',
      parameter: { type: 'map', title: 'Where access logs go, `{ logBucket, logObjectPrefix }`' },
      whenAbsent: null,
    },
  },
}
