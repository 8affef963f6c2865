import { defineCommand } from '../../arguments/definition.js'

export const runCommand = defineCommand({
  name: 'run',
  summary: 'show what happened in a run, with times computed from its records',
  description:
    'Shows a run as a timeline: who asked and approved, every step with how long it took, what was verified and what was put back. Records that do not make a chain are reported with exit code 6.',
  arguments: [
    { name: 'action', description: 'what to do', choices: ['show'] },
    { name: 'run', description: 'the id of a run, as `escher runs` lists it' },
  ],
  options: {
    json: { type: 'boolean', description: 'print the state and the timeline as JSON' },
  },
  examples: [{ line: 'escher run show 20261124T021802Z-3f9a', does: 'the timeline of a run' }],
})
