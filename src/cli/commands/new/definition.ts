import { definitionKinds } from '../../../compiler/load/project-layout.js'
import { defineCommand } from '../../arguments/definition.js'

export const newCommand = defineCommand({
  name: 'new',
  summary:
    'write a new policy, exemption, framework, playbook, standing approval, schedule, calendar or price sheet to start from',
  description:
    'Writes a file that compiles as it is. Its path follows from the kind and the id. A standing approval is pinned to the playbook as it is now.',
  arguments: [
    { name: 'kind', description: 'what to write', choices: definitionKinds },
    { name: 'id', description: 'its id, e.g. `aws/s3/no-public-bucket`' },
  ],
  options: {
    resource: { type: 'string', value: 'TYPE', description: 'the resource type of a policy or a playbook' },
    policy: { type: 'string', value: 'GLOB', description: 'the policies that an exemption is for' },
    playbook: { type: 'string', value: 'ID', description: 'the playbook of a standing approval or a schedule' },
    as: {
      type: 'string',
      value: 'PERSON',
      description: 'who grants a standing approval; otherwise who git says you are',
    },
    typescript: { type: 'boolean', description: 'write TypeScript instead of YAML' },
  },
  examples: [
    { line: 'escher new policy aws/s3/require-versioning --resource aws.s3.bucket', does: 'a policy in YAML' },
    {
      line: 'escher new approval private-buckets --playbook aws/s3/block-public-access',
      does: 'a standing approval, pinned to the playbook',
    },
    { line: 'escher new exemption website --policy aws/s3/no-public-bucket', does: 'an exemption' },
  ],
})
