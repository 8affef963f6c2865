import { defineCommand } from '../../arguments/definition.js'

export const cancelCommand = defineCommand({
  name: 'cancel',
  summary: 'end a run before it has done everything',
  description:
    'Leaves the request in the records of the run. Its process finishes the step under way and stops; a run that has no process is ended here. What was done stays done: `escher undo` puts it back.',
  arguments: [{ name: 'run', description: 'the id of a run, as `escher runs` lists it' }],
  options: {
    as: { type: 'string', value: 'PERSON', description: 'who cancels; otherwise whoever is at work here' },
    'dry-run': { type: 'boolean', description: 'only say what would become of each target' },
    json: { type: 'boolean', description: 'print how the run stands then as JSON' },
  },
  examples: [
    { line: 'escher cancel 20261124T021802Z-3f9a', does: 'cancel a run' },
    { line: 'escher cancel 20261124T021802Z-3f9a --dry-run', does: 'see what it has done and would leave undone' },
  ],
})
