import { defineGcpType } from '../../description.js'
import { diskBilling } from './billing.js'

export const disk = defineGcpType({
  name: 'gcp.compute.disk',
  title: 'Persistent disk',
  documentation: 'https://cloud.google.com/compute/docs/reference/rest/v1/disks',
  list: {
    url: 'https://compute.googleapis.com/compute/v1/projects/{project}/aggregated/disks',
    items: 'items.*.disks',
    query: { returnPartialSuccess: 'true' },
    permissions: ['compute.disks.list'],
  },
  get: { url: 'https://compute.googleapis.com/compute/v1/{id}', permission: 'compute.disks.get' },
  model: 'compute:Disk',
  location: ['zone', 'region'],
  identity: 'selfLink',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  billing: diskBilling,
  labelled: true,
  links: {
    snapshots: { title: 'Snapshots taken of it', type: 'gcp.compute.snapshot', inverse: 'disk' },
    instances: { title: 'Instances it is attached to', type: 'gcp.compute.instance', path: 'users[]' },
  },
  custodian: ['gcp.disk'],
})
