import { defineCommand } from '../../arguments/definition.js'

export const resumeCommand = defineCommand({
  name: 'resume',
  summary: 'go on with a run that waits, was interrupted, or whose process died',
  description:
    'Goes on from where the records say that the run stands. Steps that were done are not repeated; a step that was begun and nobody knows how it ended is looked at before anything is sent again. A run whose wait is not over is left to wait.',
  arguments: [
    { name: 'run', description: 'the id of a run, as `escher runs` lists it; none with `--due`', optional: true },
  ],
  options: {
    as: { type: 'string', value: 'PERSON', description: 'who has it go on; otherwise whoever is at work here' },
    due: {
      type: 'boolean',
      description:
        'go on with all runs that wait and whose time, condition or approval has come, for those who asked for them',
    },
    'dry-run': { type: 'boolean', description: 'only say what would be done with each target' },
    json: { type: 'boolean', description: 'print how the run stands then as JSON' },
  },
  examples: [
    { line: 'escher resume 20261124T021802Z-3f9a', does: 'go on with a run' },
    { line: 'escher resume --due', does: 'go on with all that need wait no longer' },
    { line: 'escher resume 20261124T021802Z-3f9a --dry-run', does: 'see where it would go on' },
  ],
})
