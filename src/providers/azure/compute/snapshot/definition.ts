import { defineAzureType } from '../../description.js'
import { snapshotBilling } from './billing.js'

export const snapshot = defineAzureType({
  name: 'azure.compute.snapshot',
  title: 'Disk snapshot',
  armType: 'Microsoft.Compute/snapshots',
  apiVersion: '2024-03-02',
  model: 'arm-compute:Snapshot',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  billing: snapshotBilling,
  links: {
    disk: {
      title: 'The disk it was taken of',
      type: 'azure.compute.disk',
      path: 'properties.creationData.sourceResourceId',
    },
  },
  custodian: ['azure.snapshot'],
})
