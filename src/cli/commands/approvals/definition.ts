import { defineCommand } from '../../arguments/definition.js'

export const approvalsCommand = defineCommand({
  name: 'approvals',
  summary: 'show who approved what, and what standing approvals are left; take approvals back',
  description:
    'With a plan: how many approvals it needs, who gave one, why others do not count, and who could. Without one: the standing approvals with the uses they have left, and the plans in the store that somebody approved. `revoke` takes back the approvals of a plan.',
  arguments: [
    { name: 'plan', description: 'the file of a plan or the beginning of its hash, or `revoke`', optional: true },
    { name: 'revoked', description: 'after `revoke`: the plan', optional: true },
  ],
  options: {
    of: { type: 'string', value: 'PERSON', description: 'revoke only this person’s approval' },
    reason: { type: 'string', value: 'TEXT', description: 'why it is taken back' },
    as: { type: 'string', value: 'PERSON', description: 'who revokes; otherwise who git says you are' },
    json: { type: 'boolean', description: 'print JSON' },
  },
  examples: [
    { line: 'escher approvals plan.json', does: 'what a plan still needs' },
    { line: 'escher approvals', does: 'standing approvals, and what waits in the store' },
    { line: 'escher approvals revoke plan.json --reason "wrong week"', does: 'take back the approvals of a plan' },
  ],
})
