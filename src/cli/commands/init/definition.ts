import { clouds } from '../../../core/resource.js'
import { defineCommand } from '../../arguments/definition.js'

export const initCommand = defineCommand({
  name: 'init',
  summary: 'set up a repository: configuration, a first policy, a workflow, editor settings',
  description: 'Writes the files of a new repository. Files that exist are left alone.',
  arguments: [{ name: 'dir', description: 'the folder to set up; otherwise the current one', optional: true }],
  options: {
    cloud: {
      type: 'string',
      value: 'CLOUD',
      choices: clouds,
      description: 'the cloud of the first policy and of the sign-in',
    },
    json: { type: 'boolean', description: 'print JSON' },
  },
  examples: [
    { line: 'escher init', does: 'set up the current folder' },
    { line: 'escher init cloud-policies', does: 'set up a new one' },
  ],
})
