import { defineAzureType } from '../../description.js'

export const securityGroup = defineAzureType({
  name: 'azure.network.security-group',
  title: 'Network security group',
  armType: 'Microsoft.Network/networkSecurityGroups',
  apiVersion: '2024-10-01',
  model: 'arm-network:NetworkSecurityGroup',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  custodian: ['azure.networksecuritygroup'],
})
