import { defineCommand } from '../../arguments/definition.js'

export const snapshotsCommand = defineCommand({
  name: 'snapshots',
  summary: 'list the kept snapshots',
  description:
    'Lists the snapshots in the store, newest first, with what they hold. `escher scan --from-snapshot` judges one.',
  arguments: [{ name: 'action', description: 'what to do', choices: ['list'] }],
  options: {
    json: { type: 'boolean', description: 'print JSON' },
  },
  examples: [{ line: 'escher snapshots list', does: 'list them' }],
})
