import { defineCommand } from '../../arguments/definition.js'

export const versionCommand = defineCommand({
  name: 'version',
  summary: 'print the version',
  description: 'Prints the version of Escher, of Node and of the machine.',
  arguments: [],
  options: {
    json: { type: 'boolean', description: 'print JSON' },
  },
  examples: [{ line: 'escher version', does: 'print it' }],
})
