import { defineCommand } from '../../arguments/definition.js'

export const explainCommand = defineCommand({
  name: 'explain',
  summary: 'explain a diagnostic code or a policy',
  description:
    'For a code of a diagnostic: why it matters, and a wrong and a right example. For the id of a policy: what it demands and why, how to comply, and which frameworks ask for it.',
  arguments: [{ name: 'code', description: 'the code of a diagnostic, or the id of a policy', optional: true }],
  options: {
    json: { type: 'boolean', description: 'print JSON' },
  },
  examples: [
    { line: 'escher explain', does: 'list all codes' },
    { line: 'escher explain unknown-property', does: 'explain a code' },
    { line: 'escher explain aws/s3/no-public-bucket', does: 'explain a policy' },
  ],
})
