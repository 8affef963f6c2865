import { defineCommand } from '../../arguments/definition.js'

export const ownersCommand = defineCommand({
  name: 'owners',
  summary: 'print the lines of CODEOWNERS that roles and people amount to, or check the committed ones',
  description:
    'GitHub asks the owners in CODEOWNERS to review a pull request. Escher makes its lines from `roles.*.edit` and the GitHub logins of people, between two marks at the end of the file; other lines stay. The file is the first there is of `.github/CODEOWNERS`, `CODEOWNERS` and `docs/CODEOWNERS`, as GitHub looks for it.',
  arguments: [],
  options: {
    write: { type: 'boolean', description: 'put the lines into the file' },
    check: { type: 'boolean', description: 'tell with exit code 1 that the file does not have them' },
    json: { type: 'boolean', description: 'print JSON' },
  },
  examples: [
    { line: 'escher owners --write', does: 'bring CODEOWNERS up to date' },
    { line: 'escher owners --check', does: 'for a pull request: is it up to date?' },
  ],
})
