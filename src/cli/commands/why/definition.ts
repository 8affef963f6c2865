import { defineCommand } from '../../arguments/definition.js'

export const whyCommand = defineCommand({
  name: 'why',
  summary: 'explain a finding: which part of the condition decided it, on which values',
  description:
    "Evaluates the finding's policy again on the resource of the snapshot that the last scan judged, and shows the value of every part of the condition.",
  arguments: [{ name: 'finding', description: 'the id of a finding of the last scan, or the beginning of it' }],
  options: {
    scan: { type: 'string', value: 'ID', description: 'the scan that has it; otherwise the last one of everything' },
    json: { type: 'boolean', description: 'print JSON' },
  },
  examples: [{ line: 'escher why 3f9a1c20d4b87e65', does: 'explain one finding' }],
})
