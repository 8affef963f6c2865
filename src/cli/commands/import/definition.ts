import { defineCommand } from '../../arguments/definition.js'

export const importCommand = defineCommand({
  name: 'import',
  summary: 'convert policies of another tool',
  description:
    'Converts a file of another tool into policies, one file each, and says what could not be converted and why. Files that exist are left alone.',
  arguments: [
    { name: 'tool', description: 'where the file comes from', choices: ['custodian'] },
    { name: 'file', description: 'the file to convert' },
  ],
  options: {
    out: { type: 'string', value: 'DIR', description: 'where to write; otherwise the repository' },
    'dry-run': { type: 'boolean', description: 'print the policies instead of writing them' },
  },
  examples: [{ line: 'escher import custodian c7n.yml --dry-run', does: 'see what becomes of a file' }],
})
