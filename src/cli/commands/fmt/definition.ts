import { defineCommand } from '../../arguments/definition.js'

export const fmtCommand = defineCommand({
  name: 'fmt',
  summary: 'put YAML files into the one format',
  description:
    'Rewrites YAML definitions in the one order of keys and the one style. Comments stay; TypeScript files are left to their own formatter.',
  arguments: [{ name: 'path', description: 'only these files and folders', optional: true, many: true }],
  options: {
    check: { type: 'boolean', description: 'change nothing; exit with 1 when something would change' },
  },
  examples: [
    { line: 'escher fmt', does: 'format all files' },
    { line: 'escher fmt --check', does: 'for CI' },
  ],
})
