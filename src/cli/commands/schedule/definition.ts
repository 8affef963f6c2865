import { defineCommand } from '../../arguments/definition.js'

export const scheduleCommand = defineCommand({
  name: 'schedule',
  summary: 'show recurring runs, run what is due, and have cron or GitHub call that',
  description:
    'Schedules are files below `schedules/`. `list` shows them with how they last ended, `next` when they run next, each in its own time zone and without its exceptions. `run-due` runs what has come due, each time once however many machines call it; something must call it every few minutes, which `export` writes for cron or GitHub.',
  arguments: [
    { name: 'action', description: 'what to do', choices: ['list', 'next', 'run-due', 'export'] },
    { name: 'schedule', description: 'ids of schedules; all when left out', optional: true, many: true },
  ],
  options: {
    count: { type: 'string', value: 'N', description: 'how many times `next` shows; otherwise 3' },
    format: { type: 'string', value: 'FORMAT', choices: ['cron', 'github'], description: 'what `export` writes for' },
    as: { type: 'string', value: 'PERSON', description: 'who asks for what is due; otherwise whoever is at work here' },
    json: { type: 'boolean', description: 'print JSON' },
  },
  examples: [
    { line: 'escher schedule next', does: 'when everything runs next' },
    { line: 'escher schedule run-due', does: 'run what is due' },
    { line: 'escher schedule export --format cron | crontab -', does: 'have cron call it' },
  ],
})
