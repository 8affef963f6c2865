import { fileKinds } from '../../../compiler/load/project-layout.js'
import { defineCommand } from '../../arguments/definition.js'

export const schemaCommand = defineCommand({
  name: 'schema',
  summary: 'print the JSON Schemas that editors check YAML files with',
  description: 'Prints the JSON Schema of one kind of file, or writes those of all kinds into a folder.',
  arguments: [{ name: 'kind', description: 'a kind of file', choices: fileKinds, optional: true }],
  options: {
    out: { type: 'string', value: 'DIR', description: 'write `<kind>.json` into this folder instead of printing' },
  },
  examples: [
    { line: 'escher schema policy', does: 'print one' },
    { line: 'escher schema --out .escher/schemas', does: 'write all' },
  ],
})
