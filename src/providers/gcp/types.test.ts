import { describeRegistry } from '../reading/registry.fixture.js'
import { gcpTypes } from './types.js'

describeRegistry({
  cloud: 'gcp',
  folder: import.meta.dirname,
  types: gcpTypes,
  wireNames: [
    ['gcp.storage.bucket', 'iamPolicy.bindings[].members', 'list'],
    ['gcp.storage.bucket', 'iamConfiguration.uniformBucketLevelAccess.enabled', 'boolean'],
    ['gcp.compute.firewall', 'allowed[].IPProtocol', 'string'],
    ['gcp.compute.disk', 'sizeGb', 'string'],
    ['gcp.compute.disk', 'lastDetachTimestamp', 'timestamp'],
    ['gcp.compute.instance', 'serviceAccounts[].scopes', 'list'],
  ],
})
