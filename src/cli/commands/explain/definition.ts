import { defineCommand } from '../../arguments/definition.js'

export const explainCommand = defineCommand({
  name: 'explain',
  summary: 'explain a diagnostic code, a policy, a playbook or an operation',
  description:
    'For a code of a diagnostic: why it matters, and a wrong and a right example. For the id of a policy: what it demands and why, how to comply, and which frameworks ask for it. For a playbook: its parameters, steps and limits. For an operation: what it takes, how risky it is, which permissions it needs and how it is undone.',
  arguments: [
    {
      name: 'code',
      description: 'the code of a diagnostic, the id of a policy or a playbook, or the name of an operation',
      optional: true,
    },
  ],
  options: {
    json: { type: 'boolean', description: 'print JSON' },
  },
  examples: [
    { line: 'escher explain', does: 'list all codes' },
    { line: 'escher explain unknown-property', does: 'explain a code' },
    { line: 'escher explain aws/s3/no-public-bucket', does: 'explain a policy' },
    { line: 'escher explain aws/s3/make-bucket-private', does: 'explain a playbook' },
    { line: 'escher explain aws.ec2.instance.stop', does: 'explain an operation' },
  ],
})
