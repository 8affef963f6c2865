import { defineCommand } from '../../arguments/definition.js'

export const typesCommand = defineCommand({
  name: 'types',
  summary: 'list the resource types, or show what conditions may ask of one',
  description:
    'Lists the catalog of resource types. For one type, shows its properties, the parts that take their own call, its links and its metrics.',
  arguments: [{ name: 'type', description: 'a resource type, or a part of its name', optional: true }],
  options: {
    depth: { type: 'string', value: 'N', description: 'how deep properties are shown; otherwise 2' },
    json: { type: 'boolean', description: 'print JSON' },
  },
  examples: [
    { line: 'escher types', does: 'list all' },
    { line: 'escher types aws.s3.bucket --depth 4', does: 'everything about one' },
  ],
})
