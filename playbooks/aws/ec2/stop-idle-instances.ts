import { definePlaybook } from 'escher'

export default definePlaybook({
  title: 'Idle instances are stopped',
  description: `Stops instances whose processor idled for two hours. One that has not told its use of processors for all of them, because
it was just started, is left running. A public address that is no Elastic IP changes.`,
  version: 2,
  target: 'aws.ec2.instance',
  params: {
    cpuBelow: {
      type: 'integer',
      default: 20,
      title: 'Processor use in percent below which an instance is idle',
      extend: { range: [1, 20] },
    },
  },
  scope: ({ resource, tags, metrics, params }) =>
    resource.State.Name === 'running' && metrics.cpu.max('2h') < params.cpuBelow && !('keep' in tags),
  limits: { targets: 10, environments: ['development', 'staging', 'production'], risk: 'medium' },
  steps: [{ operation: 'stop' }, { verify: 'policy', within: '10m' }],
  undo: 'automatic',
})
