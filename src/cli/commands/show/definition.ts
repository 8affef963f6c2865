import { planFormats } from '../../../report/plan/formats.js'
import { defineCommand } from '../../arguments/definition.js'

export const showCommand = defineCommand({
  name: 'show',
  summary: 'show a plan that `escher plan --out` wrote',
  description:
    'Checks that the plan has the hash that it states, and shows it. A plan that was altered is refused with exit code 6.',
  arguments: [{ name: 'plan', description: 'the file' }],
  options: {
    format: { type: 'string', value: 'FORMAT', choices: planFormats, description: 'how to print it' },
    json: { type: 'boolean', description: 'the same as --format json' },
    all: { type: 'boolean', description: 'print every target' },
  },
  examples: [
    { line: 'escher show plan.json', does: 'show a plan in the terminal' },
    { line: 'escher show plan.json --format html > plan.html', does: 'make a page of it' },
  ],
})
