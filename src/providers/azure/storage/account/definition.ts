import { defineAzureType } from '../../description.js'

export const account = defineAzureType({
  name: 'azure.storage.account',
  title: 'Storage account',
  armType: 'Microsoft.Storage/storageAccounts',
  apiVersion: '2024-01-01',
  model: 'arm-storage:StorageAccount',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  aspects: {
    blobServices: {
      title: 'Settings of its blob service: soft delete, versioning, change feed',
      path: '{id}/blobServices/default',
      apiVersion: '2024-01-01',
      answer: 'document',
      model: 'arm-storage:BlobServiceProperties',
      absent: ['FeatureNotSupportedForAccount'],
      permission: 'Microsoft.Storage/storageAccounts/blobServices/read',
    },
    fileServices: {
      title: 'Settings of its file service: soft delete, SMB protocol',
      path: '{id}/fileServices/default',
      apiVersion: '2024-01-01',
      answer: 'document',
      model: 'arm-storage:FileServiceProperties',
      absent: ['FeatureNotSupportedForAccount'],
      permission: 'Microsoft.Storage/storageAccounts/fileServices/read',
    },
    managementPolicy: {
      title: 'Lifecycle rules; null when there are none',
      path: '{id}/managementPolicies/default',
      apiVersion: '2024-01-01',
      answer: 'document',
      model: 'arm-storage:ManagementPolicy',
      absent: ['ManagementPolicyNotFound'],
      permission: 'Microsoft.Storage/storageAccounts/managementPolicies/read',
    },
  },
  custodian: ['azure.storage'],
})
