import { definePolicy } from 'escher'

export default definePolicy({
  title: 'Running instances are used',
  resource: 'aws.ec2.instance',
  severity: 'low',
  pillar: 'cost',
  rationale: 'An instance whose busiest day of a month is nearly idle can be made smaller or switched off.',
  params: { cpuBelow: 20, window: '30d' },
  applies: ({ resource }) => resource.State.Name === 'running',
  violates: ({ metrics, params }) => metrics.cpu.max(params.window) < params.cpuBelow,
  message:
    'the processor of {{ name }} ({{ resource.InstanceType }}) never averaged {{ params.cpuBelow }} % on a day of the last {{ params.window }}',
  remediation: {
    playbook: 'aws/ec2/stop-idle-instances',
    text: `Look at memory and network as well, then choose a smaller type or stop the instance.
CLI: aws ec2 modify-instance-attribute --instance-id ID --instance-type t3.small (while it is stopped)`,
  },
  tests: [
    {
      name: 'busiest day at 6 %',
      given: { State: { Name: 'running' }, InstanceType: 'm5.large' },
      metrics: { 'cpu.max(30d)': 6, 'cpu.max(2h)': 2 },
      expect: 'violating',
    },
    {
      name: 'one busy day is enough',
      given: { State: { Name: 'running' } },
      metrics: { 'cpu.max(30d)': 61.5 },
      expect: 'compliant',
    },
    {
      name: 'a stopped instance costs no compute',
      given: { State: { Name: 'stopped' } },
      metrics: { 'cpu.max(30d)': null },
      expect: 'not-applicable',
    },
    {
      name: 'no data points',
      given: { State: { Name: 'running' } },
      metrics: { 'cpu.max(30d)': null },
      expect: 'unknown',
    },
    {
      name: 'the metric could not be read',
      given: { State: { Name: 'running' } },
      unread: ['metrics.cpu'],
      expect: 'unknown',
    },
  ],
})
