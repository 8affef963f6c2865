import { defineCommand } from '../../arguments/definition.js'

export const scheduleCommand = defineCommand({
  name: 'schedule',
  summary: 'show recurring runs, run what is due, and have cron or GitHub call that',
  description:
    'Schedules are files below `schedules/`. `list` shows them with how they last ended, `next` when they run next, each in its own time zone and without its exceptions. `run-due` runs what has come due, each time once however many machines call it, and goes on with runs that wait where what they wait for has come; something must call it every few minutes, which `export` writes for cron or GitHub.',
  arguments: [
    { name: 'action', description: 'what to do', choices: ['list', 'next', 'run-due', 'export'] },
    { name: 'schedule', description: 'ids of schedules; all when left out', optional: true, many: true },
  ],
  options: {
    count: { type: 'string', value: 'N', description: 'how many times `next` shows; otherwise 3' },
    format: { type: 'string', value: 'FORMAT', choices: ['cron', 'github'], description: 'what `export` writes for' },
    merge: {
      type: 'boolean',
      description: 'read the present crontab on the standard input and print it with the lines in it',
    },
    command: {
      type: 'string',
      value: 'TEXT',
      description: 'what cron starts Escher with; otherwise this Node and this Escher',
    },
    log: {
      type: 'string',
      value: 'FILE',
      description: 'the file that cron adds the output to; otherwise .escher/schedule.log',
    },
    as: {
      type: 'string',
      value: 'PERSON',
      description: 'who asks for what is due, where its schedule does not say; otherwise whoever is at work here',
    },
    'dry-run': { type: 'boolean', description: 'show what `run-due` would do; nothing is claimed or applied' },
    json: { type: 'boolean', description: 'print JSON' },
  },
  examples: [
    { line: 'escher schedule next', does: 'when everything runs next' },
    { line: 'escher schedule run-due', does: 'run what is due' },
    { line: '(crontab -l; escher schedule export --format cron) | crontab -', does: 'have cron call it' },
    {
      line: 'crontab -l | escher schedule export --format cron --merge > new && crontab new',
      does: 'the same, in the place of earlier lines',
    },
  ],
})
