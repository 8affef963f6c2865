import { planFormats } from '../../../report/plan/formats.js'
import { defineCommand } from '../../arguments/definition.js'

export const planCommand = defineCommand({
  name: 'plan',
  summary: 'simulate playbooks on the estate and write down exactly what they would do',
  description:
    'Scans what the plan rests on, simulates the remedies of policies that are violated, or one playbook, on the snapshot, and shows for each target the requests, the changes, the risk and how to undo it, and what all policies will say afterwards. Nothing is changed. A plan over the limits is refused with exit code 6.',
  arguments: [],
  options: {
    policy: {
      type: 'string',
      value: 'GLOB',
      many: true,
      description: 'the remedies of such policies; of all without it',
    },
    playbook: { type: 'string', value: 'ID', description: 'this playbook, on everything in its scope' },
    with: {
      type: 'string',
      value: 'NAME=VALUE',
      many: true,
      description: 'a parameter of the playbook, inside its bound',
    },
    select: { type: 'string', value: 'CEL', description: 'only targets that meet this condition' },
    account: { type: 'string', value: 'GLOB', many: true, description: 'only accounts with such a name or id' },
    region: { type: 'string', value: 'GLOB', many: true, description: 'only such regions, besides what is global' },
    resource: {
      type: 'string',
      value: 'GLOB',
      many: true,
      description: 'only resources of such a type, or with such an id or name',
    },
    'from-snapshot': {
      type: 'string',
      value: 'ID',
      description: 'plan on a kept snapshot (or `latest`) instead of reading anything',
    },
    as: { type: 'string', value: 'PERSON', description: 'who asks for it; otherwise whoever is at work here' },
    out: { type: 'string', value: 'FILE', description: 'write the plan as JSON, to be shown, approved and applied' },
    format: { type: 'string', value: 'FORMAT', choices: planFormats, description: 'how to print it' },
    json: { type: 'boolean', description: 'the same as --format json' },
    all: { type: 'boolean', description: 'print every target' },
    progress: {
      type: 'boolean',
      negatable: true,
      description: 'draw progress, or not; otherwise only on a terminal outside CI',
    },
  },
  examples: [
    { line: 'escher plan --out plan.json', does: 'plan the remedies of all violated policies' },
    { line: "escher plan --policy 'aws/s3/**' --account staging", does: 'plan those of a part' },
    {
      line: 'escher plan --playbook aws/ec2/stop-at-night --select "tags.team == \'web\'"',
      does: 'plan one playbook on chosen targets',
    },
    { line: 'escher plan --from-snapshot latest --format markdown', does: 'plan on the last snapshot, for a comment' },
  ],
})
