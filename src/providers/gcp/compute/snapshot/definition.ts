import { defineGcpType } from '../../description.js'
import { snapshotBilling } from './billing.js'

export const snapshot = defineGcpType({
  name: 'gcp.compute.snapshot',
  title: 'Disk snapshot',
  documentation: 'https://cloud.google.com/compute/docs/reference/rest/v1/snapshots',
  list: {
    url: 'https://compute.googleapis.com/compute/v1/projects/{project}/global/snapshots',
    items: 'items',
    permissions: ['compute.snapshots.list'],
  },
  get: { url: 'https://compute.googleapis.com/compute/v1/{id}', permission: 'compute.snapshots.get' },
  model: 'compute:Snapshot',
  location: [],
  identity: 'selfLink',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  billing: snapshotBilling,
  labelled: true,
  links: {
    disk: { title: 'The disk it was taken of', type: 'gcp.compute.disk', path: 'sourceDisk' },
  },
  custodian: ['gcp.snapshot'],
})
