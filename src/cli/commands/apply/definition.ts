import { githubEnvironmentOption } from '../../arguments/common-options.js'
import { defineCommand } from '../../arguments/definition.js'
import { planCommand } from '../plan/definition.js'

const { out: _out, format: _format, json: _json, ...planning } = planCommand.options

export const applyCommand = defineCommand({
  name: 'apply',
  summary: 'do what a plan says: step by step, verified, recorded and put back on failure',
  description:
    'Applies a plan that `escher plan` wrote, or makes one, shows it and asks. Every target is read again first: one that moved since the plan is left alone. Each step is recorded before and after it acts, verified by the policy that asked for it, and put back when verification fails. A run that was cut short goes on with `escher resume`.',
  arguments: [
    { name: 'plan', description: 'the file of a plan; without one, a plan is made and shown', optional: true },
  ],
  options: {
    ...planning,
    as: {
      type: 'string',
      value: 'PERSON',
      description: 'who applies it, and asks for a plan that is made; otherwise whoever is at work here',
    },
    'github-environment': githubEnvironmentOption,
    yes: { type: 'boolean', short: 'y', description: 'apply the plan that was made without asking' },
    'dry-run': { type: 'boolean', description: 'do everything but send; show what would be sent' },
    json: { type: 'boolean', description: 'print how the run ended as JSON' },
  },
  examples: [
    { line: 'escher apply plan.json', does: 'apply a plan that was reviewed and approved' },
    { line: "escher apply --policy 'aws/s3/**'", does: 'plan the remedies of a part, show them, ask, apply' },
    { line: 'escher apply plan.json --dry-run', does: 'see what would be sent, as the resources are now' },
  ],
})
