import { defineCommand } from '../../arguments/definition.js'

export const runsCommand = defineCommand({
  name: 'runs',
  summary: 'list the runs in the store and how they stand',
  description:
    'Lists runs, oldest first, computed from their records: playbook, who asked, and how the targets stand. Runs whose records cannot be relied on come last, with the reasons, and make the exit code 6.',
  arguments: [],
  options: {
    json: { type: 'boolean', description: 'print JSON' },
  },
  examples: [{ line: 'escher runs', does: 'list all runs' }],
})
