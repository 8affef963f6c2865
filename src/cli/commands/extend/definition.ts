import { defineCommand } from '../../arguments/definition.js'

export const extendCommand = defineCommand({
  name: 'extend',
  summary: 'run a manager’s playbook with the parameters that it lets you change',
  description:
    'Plans a playbook with your values and applies it through the same approvals as any change. Each parameter of the playbook is an option of its own: `escher extend <playbook> --help` shows them with their bounds. What is outside a bound, or fixed, is refused with the bound shown. A selector (`tag:env=dev`, ids with commas between, or a CEL condition) narrows what the playbook is made for and never widens it.',
  arguments: [{ name: 'playbook', description: 'the id of the playbook' }],
  options: {
    with: {
      type: 'string',
      value: 'NAME=VALUE',
      many: true,
      description: 'a parameter, where an option of its own would clash with another',
    },
    'from-snapshot': { type: 'string', value: 'ID', description: 'plan on a kept snapshot (or `latest`)' },
    as: { type: 'string', value: 'PERSON', description: 'who asks for it; otherwise whoever is at work here' },
    'dry-run': { type: 'boolean', description: 'show the plan and change nothing' },
    yes: { type: 'boolean', short: 'y', description: 'do not ask' },
    json: { type: 'boolean', description: 'print the plan and how the run ended as JSON' },
  },
  dynamic: true,
  examples: [
    { line: 'escher extend aws/ec2/stop-at-night --help', does: 'what may be changed, and within which bounds' },
    { line: "escher extend aws/ec2/stop-at-night --instances 'tag:team=search'", does: 'run it for one team' },
  ],
})
