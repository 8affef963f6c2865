import { defineCommand } from '../../arguments/definition.js'

/** How `escher diff` prints. */
export const diffFormats = ['terminal', 'markdown', 'json'] as const

export const diffCommand = defineCommand({
  name: 'diff',
  summary: 'show what changes in meaning between two versions of the repository',
  description:
    'Compiles an earlier version (a commit, or a folder) and the files as they are now, and shows what differs in meaning: policies, exemptions, playbooks, standing approvals, schedules and roles. Bounds that are widened are marked as breaking. Changed policies are judged on the last snapshot, if there is one, to tell what they find newly and no longer. Nothing of either version is run.',
  arguments: [
    { name: 'base', description: 'a commit, branch or tag, or a folder; HEAD when left out', optional: true },
  ],
  options: {
    format: { type: 'string', value: 'FORMAT', choices: diffFormats, description: 'how to print' },
    json: { type: 'boolean', description: 'the same as --format json' },
    impact: { type: 'boolean', negatable: true, description: 'judge changed policies on the last snapshot, or do not' },
  },
  examples: [
    { line: 'escher diff', does: 'what the uncommitted changes mean' },
    { line: 'escher diff origin/main --format markdown', does: 'what a branch means, for a pull request' },
    { line: 'escher diff ../repository-of-last-month', does: 'against another folder' },
  ],
})
