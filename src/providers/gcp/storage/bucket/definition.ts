import { defineGcpType } from '../../description.js'

export const bucket = defineGcpType({
  name: 'gcp.storage.bucket',
  title: 'Cloud Storage bucket',
  documentation: 'https://cloud.google.com/storage/docs/json_api/v1/buckets',
  list: {
    url: 'https://storage.googleapis.com/storage/v1/b',
    items: 'items',
    query: { project: '{project}', projection: 'full' },
    permissions: ['storage.buckets.list', 'storage.buckets.getIamPolicy'],
  },
  get: {
    url: 'https://storage.googleapis.com/storage/v1/b/{id}',
    query: { projection: 'full' },
    permission: 'storage.buckets.get',
  },
  model: 'storage:Bucket',
  location: ['location'],
  identity: 'name',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  labelled: true,
  aspects: {
    iamPolicy: {
      title: 'Who holds which role on the bucket',
      url: 'https://storage.googleapis.com/storage/v1/b/{name}/iam',
      query: { optionsRequestedPolicyVersion: '3' },
      model: 'storage:Policy',
      permission: 'storage.buckets.getIamPolicy',
    },
  },
  custodian: ['gcp.bucket'],
})
