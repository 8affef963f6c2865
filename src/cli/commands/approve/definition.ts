import { githubEnvironmentOption } from '../../arguments/common-options.js'
import { defineCommand } from '../../arguments/definition.js'

export const approveCommand = defineCommand({
  name: 'approve',
  summary: 'approve a plan, or a step that a run waits at, with a signature',
  description:
    'Shows what a plan does, asks, and signs with an SSH key that the configuration names for you, as git signs commits. The approval is bound to the plan’s hash: a plan that is made again needs another one. With the id of a run, the steps are approved that it waits at.',
  arguments: [
    {
      name: 'plan',
      description: 'the file of a plan, the beginning of its hash, or the id of a run that waits for approval',
    },
  ],
  options: {
    key: {
      type: 'string',
      value: 'KEY',
      description: 'the private key, or the public key of one that ssh-agent holds; otherwise git’s `user.signingkey`',
    },
    as: { type: 'string', value: 'PERSON', description: 'who approves; otherwise the person who has the key' },
    expires: {
      type: 'string',
      value: 'SPAN',
      description:
        'for how long it holds, such as `8h`; otherwise `24h`. `approvalDays` of the configuration bounds it',
    },
    'pull-request': { type: 'string', value: 'URL', description: 'a pull request of GitHub, recorded as stated' },
    'github-environment': githubEnvironmentOption,
    'dry-run': { type: 'boolean', description: 'tell what would be signed and whether it would count; sign nothing' },
    yes: { type: 'boolean', short: 'y', description: 'do not ask' },
    json: { type: 'boolean', description: 'print the approval as JSON' },
  },
  examples: [
    { line: 'escher approve plan.json', does: 'look at a plan and sign it' },
    {
      line: 'escher approve plan.json --key ~/.ssh/id_ed25519 --expires 4h',
      does: 'sign with another key, for a while',
    },
  ],
})
