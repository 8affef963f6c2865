import { defineCommand } from '../../arguments/definition.js'

export const undoCommand = defineCommand({
  name: 'undo',
  summary: 'put back what a run changed, as a new plan with its own approvals',
  description:
    'Plans the inverses that the run recorded, in reverse order, on the resources as they are now, and shows the plan. It goes through the same gates as any other. `--out` writes it to be approved and applied later.',
  arguments: [{ name: 'run', description: 'the id of a run that has ended' }],
  options: {
    out: { type: 'string', value: 'FILE', description: 'write the plan instead of applying it' },
    yes: { type: 'boolean', short: 'y', description: 'apply it without asking' },
    'dry-run': { type: 'boolean', description: 'only show what would be put back' },
    as: { type: 'string', value: 'PERSON', description: 'who asks for it; otherwise whoever is at work here' },
    json: { type: 'boolean', description: 'print how the run ended as JSON; the plan, where nothing is applied' },
  },
  examples: [
    { line: 'escher undo 20261124T021802Z-3f9a --dry-run', does: 'see what would be put back' },
    { line: 'escher undo 20261124T021802Z-3f9a', does: 'put it back' },
  ],
})
