import { unbilled } from '../../../../core/billing.js'
import { defineGcpType } from '../../description.js'

export const firewall = defineGcpType({
  name: 'gcp.compute.firewall',
  title: 'VPC firewall rule',
  documentation: 'https://cloud.google.com/compute/docs/reference/rest/v1/firewalls',
  list: {
    url: 'https://compute.googleapis.com/compute/v1/projects/{project}/global/firewalls',
    items: 'items',
    permissions: ['compute.firewalls.list'],
  },
  get: { url: 'https://compute.googleapis.com/compute/v1/{id}', permission: 'compute.firewalls.get' },
  model: 'compute:Firewall',
  location: [],
  identity: 'selfLink',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  billing: unbilled('https://cloud.google.com/firewall/pricing'),
  labelled: false,
  custodian: ['gcp.firewall'],
})
