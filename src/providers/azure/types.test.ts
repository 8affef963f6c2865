import { describeRegistry } from '../reading/registry.fixture.js'
import { azureTypes } from './types.js'

describeRegistry({
  cloud: 'azure',
  folder: import.meta.dirname,
  types: azureTypes,
  wireNames: [
    ['azure.storage.account', 'properties.supportsHttpsTrafficOnly', 'boolean'],
    ['azure.storage.account', 'properties.networkAcls.defaultAction', 'string'],
    ['azure.network.security-group', 'properties.securityRules[].properties.destinationPortRange', 'string'],
    ['azure.compute.disk', 'properties.timeCreated', 'timestamp'],
    ['azure.compute.virtual-machine', 'instanceView.statuses[].code', 'string'],
  ],
})
