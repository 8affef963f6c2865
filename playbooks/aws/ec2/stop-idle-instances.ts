import { ageDays, definePlaybook } from 'escher'

export default definePlaybook({
  title: 'Idle instances are stopped',
  description: `Stops instances that have run for two hours or more and whose processor was idle. CloudWatch is asked for the use of
processors day by day, so that two idle hours are seen once their day is. A public address that is no Elastic IP changes.`,
  version: 1,
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
    resource.State.Name === 'running' &&
    ageDays(resource.LaunchTime) * 24 >= 2 &&
    metrics.cpu.max('1d') < params.cpuBelow &&
    !('keep' in tags),
  limits: { targets: 10, environments: ['development', 'staging', 'production'], risk: 'medium' },
  steps: [{ operation: 'stop' }, { verify: 'policy', within: '10m' }],
  undo: 'automatic',
})
