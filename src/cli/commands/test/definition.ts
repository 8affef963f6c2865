import { defineCommand } from '../../arguments/definition.js'

/** The formats that results of policy examples can be printed in. */
export const testFormats = ['human', 'json', 'junit'] as const

export const testCommand = defineCommand({
  name: 'test',
  summary: "run the policies' own examples and explain those that fail",
  description:
    'Judges every example under `tests` of the policies and compares the verdict with the expected one. For an example that fails it shows which part of the condition decided, and on which values.',
  arguments: [
    { name: 'policy', description: 'ids of policies, with * and ** as wildcards', optional: true, many: true },
  ],
  options: {
    format: { type: 'string', value: 'FORMAT', choices: testFormats, description: 'how to print' },
    json: { type: 'boolean', description: 'the same as --format json' },
    verbose: { type: 'boolean', short: 'v', description: 'list the examples that pass, too' },
    require: {
      type: 'boolean',
      description: 'fail policies without both a violating and a compliant example',
    },
  },
  examples: [
    { line: 'escher test', does: 'run all examples' },
    { line: "escher test 'aws/s3/**' --verbose", does: 'run those of some policies, and list each' },
    { line: 'escher test --format junit', does: 'for a CI server' },
  ],
})
