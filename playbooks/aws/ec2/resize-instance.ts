import { definePlaybook } from 'escher'

export default definePlaybook({
  title: 'Instances have the capacity that they need',
  description: 'An instance that runs is stopped, resized and started again; one that is stopped stays so.',
  version: 1,
  target: 'aws.ec2.instance',
  params: {
    type: {
      type: 'string',
      required: true,
      title: 'Instance type',
      extend: { choice: ['t3.small', 't3.medium', 't3.large', 'm7i.large', 'm7i.xlarge', 'c7i.large', 'r7i.large'] },
    },
  },
  limits: { targets: 2, environments: ['development', 'staging', 'production'], risk: 'medium' },
  steps: [
    { operation: 'stop' },
    { verify: ({ resource }) => resource.State.Name === 'stopped', within: '10m' },
    { operation: 'resize', with: { type: ({ params }) => params.type } },
    { verify: ({ resource, params }) => resource.InstanceType === params.type, within: '2m' },
    { operation: 'start' },
    { verify: ({ resource }) => resource.State.Name === 'running', within: '10m' },
  ],
  undo: 'automatic',
})
