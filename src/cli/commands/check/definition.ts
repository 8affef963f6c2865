import { diagnosticsFormats } from '../../../report/diagnostics/formats.js'
import { defineCommand } from '../../arguments/definition.js'

export const checkCommand = defineCommand({
  name: 'check',
  summary: 'compile the files of the repository and say everything that is wrong',
  description:
    'Compiles policies, exemptions, frameworks, playbooks and the configuration, without running any of them and without a network, and reports every problem of every file.',
  arguments: [
    {
      name: 'path',
      description: 'report only on these files and folders; all is compiled in any case',
      optional: true,
      many: true,
    },
  ],
  options: {
    format: { type: 'string', value: 'FORMAT', choices: diagnosticsFormats, description: 'how to print' },
    json: { type: 'boolean', description: 'the same as --format json' },
    as: {
      type: 'string',
      value: 'PERSON',
      description:
        'refuse changes since `--since` to files that this person’s roles do not let them change; `github:LOGIN` by GitHub login',
    },
    since: { type: 'string', value: 'REF', description: 'the commit that changes start from, whose roles decide' },
    strict: { type: 'boolean', description: 'fail on warnings too' },
  },
  examples: [
    { line: 'escher check', does: 'check everything' },
    { line: 'escher check policies/aws --strict', does: 'report on one folder, warnings count as errors' },
    { line: 'escher check --as erin --since main', does: 'see whether Erin may change what differs from main' },
    { line: 'escher check --format github', does: 'annotate a pull request in GitHub Actions' },
  ],
})
