import { definePlaybook } from 'escher'

export default definePlaybook({
  title: 'Instances have the capacity that they need',
  description: 'An instance that runs is stopped, resized and started again; one that is stopped stays so.',
  version: 2,
  target: 'aws.ec2.instance',
  scope: ({ resource, params }) => resource.InstanceType !== params.type,
  params: {
    type: {
      type: 'string',
      required: true,
      title: 'Instance type, for the processor that the instance was built for',
      extend: {
        choice: [
          't3.small',
          't3.medium',
          't3.large',
          't4g.small',
          't4g.medium',
          't4g.large',
          'm7i.large',
          'm7i.xlarge',
          'm7g.large',
          'm7g.xlarge',
          'c7i.large',
          'c7g.large',
          'r7i.large',
          'r7g.large',
        ],
      },
    },
  },
  limits: { targets: 2, environments: ['development', 'staging', 'production'], risk: 'medium' },
  steps: [
    { operation: 'stop' },
    { verify: ({ resource }) => resource.State.Name === 'stopped', within: '10m' },
    { operation: 'resize', with: { type: ({ params }) => params.type } },
    { verify: ({ resource, params }) => resource.InstanceType === params.type, within: '2m' },
    { operation: 'start', when: ({ before }) => before.State.Name === 'running' },
    {
      verify: ({ resource }) => resource.State.Name === 'running',
      within: '10m',
      when: ({ before }) => before.State.Name === 'running',
    },
  ],
  undo: 'automatic',
})
