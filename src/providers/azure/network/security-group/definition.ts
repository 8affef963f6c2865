import { unbilled } from '../../../../core/billing.js'
import { defineAzureType } from '../../description.js'

export const securityGroup = defineAzureType({
  name: 'azure.network.security-group',
  title: 'Network security group',
  armType: 'Microsoft.Network/networkSecurityGroups',
  apiVersion: '2024-10-01',
  model: 'arm-network:NetworkSecurityGroup',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  billing: unbilled('https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview'),
  custodian: ['azure.networksecuritygroup'],
})
