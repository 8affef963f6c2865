import { defineAzureType } from '../../description.js'
import { virtualMachineBilling } from './billing.js'

export const virtualMachine = defineAzureType({
  name: 'azure.compute.virtual-machine',
  title: 'Virtual machine',
  armType: 'Microsoft.Compute/virtualMachines',
  apiVersion: '2024-11-01',
  model: 'arm-compute:VirtualMachine',
  omit: ['properties.instanceView'],
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  billing: virtualMachineBilling,
  aspects: {
    instanceView: {
      title: 'Power state, agent and disk statuses',
      path: '{id}/instanceView',
      apiVersion: '2024-11-01',
      answer: 'document',
      model: 'arm-compute:VirtualMachineInstanceView',
      permission: 'Microsoft.Compute/virtualMachines/instanceView/read',
    },
    extensions: {
      title: 'Installed extensions',
      path: '{id}/extensions',
      apiVersion: '2024-11-01',
      answer: 'list',
      model: 'arm-compute:VirtualMachineExtension',
      permission: 'Microsoft.Compute/virtualMachines/extensions/read',
    },
    backupStatus: {
      title: 'Protection by a Recovery Services vault',
      path: '/subscriptions/{subscription}/providers/Microsoft.RecoveryServices/locations/{location}/backupStatus',
      apiVersion: '2023-04-01',
      body: { resourceType: 'VM', resourceId: '{id}' },
      answer: 'document',
      model: {
        type: 'object',
        properties: {
          protectionStatus: { type: 'string', doc: 'Protected, NotProtected, Protecting or ProtectionFailed.' },
          vaultId: { type: 'string' },
          fabricName: { type: 'string' },
          containerName: { type: 'string' },
          protectedItemName: { type: 'string' },
          protectedItemsCount: { type: 'number' },
          objectType: { type: 'string' },
          policyName: { type: 'string' },
          registrationStatus: { type: 'string' },
          errorCode: { type: 'string' },
          errorMessage: { type: 'string' },
        },
      },
      permission: 'Microsoft.RecoveryServices/locations/backupStatus/action',
    },
  },
  links: {
    osDisk: {
      title: 'The disk it boots from',
      type: 'azure.compute.disk',
      path: 'properties.storageProfile.osDisk.managedDisk.id',
    },
    dataDisks: {
      title: 'Its data disks',
      type: 'azure.compute.disk',
      path: 'properties.storageProfile.dataDisks[].managedDisk.id',
    },
  },
  metrics: {
    cpu: { title: 'Processor use', unit: 'percent', monitorName: 'Percentage CPU' },
  },
  custodian: ['azure.vm'],
})
