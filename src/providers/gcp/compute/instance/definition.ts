import { defineGcpType } from '../../description.js'
import { instanceBilling } from './billing.js'

export const instance = defineGcpType({
  name: 'gcp.compute.instance',
  title: 'Compute Engine instance',
  documentation: 'https://cloud.google.com/compute/docs/reference/rest/v1/instances',
  list: {
    url: 'https://compute.googleapis.com/compute/v1/projects/{project}/aggregated/instances',
    items: 'items.*.instances',
    query: { returnPartialSuccess: 'true' },
    permissions: ['compute.instances.list'],
  },
  get: { url: 'https://compute.googleapis.com/compute/v1/{id}', permission: 'compute.instances.get' },
  model: 'compute:Instance',
  location: ['zone'],
  identity: 'selfLink',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  billing: instanceBilling,
  labelled: true,
  links: {
    disks: { title: 'Attached disks', type: 'gcp.compute.disk', path: 'disks[].source' },
  },
  metrics: {
    cpu: {
      title: 'Processor use',
      unit: 'percent',
      monitoringType: 'compute.googleapis.com/instance/cpu/utilization',
      factor: 100,
      label: 'instance_id',
      property: 'id',
    },
  },
  custodian: ['gcp.instance'],
})
