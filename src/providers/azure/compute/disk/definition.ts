import { defineAzureType } from '../../description.js'
import { diskBilling } from './billing.js'

export const disk = defineAzureType({
  name: 'azure.compute.disk',
  title: 'Managed disk',
  armType: 'Microsoft.Compute/disks',
  apiVersion: '2024-03-02',
  model: 'arm-compute:Disk',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  billing: diskBilling,
  links: {
    snapshots: { title: 'Snapshots taken of it', type: 'azure.compute.snapshot', inverse: 'disk' },
    virtualMachine: {
      title: 'The virtual machine it is attached to',
      type: 'azure.compute.virtual-machine',
      path: 'managedBy',
    },
  },
  custodian: ['azure.disk'],
})
