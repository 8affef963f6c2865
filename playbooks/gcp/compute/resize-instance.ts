import { definePlaybook } from 'escher'

export default definePlaybook({
  title: 'Instances have the capacity that they need',
  description: 'An instance that runs is stopped, resized and started again; one that is stopped stays so.',
  version: 2,
  target: 'gcp.compute.instance',
  scope: ({ resource, params }) => !resource.machineType.endsWith(`/${params.size}`),
  params: {
    size: {
      type: 'string',
      required: true,
      title: 'Machine type',
      extend: { choice: ['e2-small', 'e2-medium', 'e2-standard-2', 'e2-standard-4', 'n2-standard-2', 'n2-standard-4'] },
    },
  },
  limits: { targets: 2, environments: ['development', 'staging', 'production'], risk: 'medium' },
  steps: [
    { operation: 'stop' },
    { verify: ({ resource }) => resource.status === 'TERMINATED', within: '10m' },
    { operation: 'resize', with: { size: ({ params }) => params.size } },
    { verify: ({ resource, params }) => resource.machineType.endsWith(`/${params.size}`), within: '2m' },
    { operation: 'start', when: ({ before }) => before.status === 'RUNNING' },
    {
      verify: ({ resource }) => resource.status === 'RUNNING',
      within: '10m',
      when: ({ before }) => before.status === 'RUNNING',
    },
  ],
  undo: 'automatic',
})
