import { defineCommand } from '../../arguments/definition.js'

export const baselineCommand = defineCommand({
  name: 'baseline',
  summary: 'set apart the findings that are there today, so that only new ones fail a scan',
  description:
    'Takes the findings of the last scan as the baseline, shows it, or clears it. Findings in the baseline are still judged and shown, and do not fail a scan.',
  arguments: [{ name: 'action', description: 'what to do', choices: ['take', 'show', 'clear'] }],
  options: {
    json: { type: 'boolean', description: 'print JSON' },
  },
  examples: [
    { line: 'escher baseline take', does: 'accept what the last scan found' },
    { line: 'escher baseline show', does: 'see what is set apart' },
  ],
})
