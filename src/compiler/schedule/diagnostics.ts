import { diagnosticTable } from '../../core/diagnostics.js'
import { suggestionText } from '../suggestion.js'

const lines = 'playbook: a\ntimeZone: Europe/Berlin\n'

/** What can be wrong with schedules beyond their shape. */
export const scheduleDiagnostics = diagnosticTable({
  'invalid-cron': {
    severity: 'error',
    title: 'A cron text cannot be read',
    message: (p: { problem: string }) => `this is no cron text: ${p.problem}`,
    why: 'It could not be told when to run.',
    help: () => 'write five fields (minute, hour, day of the month, month, day of the week), such as `0 20 * * 1-5`',
    example: { wrong: `${lines}at: 0 25 * * *\n`, right: `${lines}at: 0 20 * * 1-5\n` },
  },
  'schedule-never-runs': {
    severity: 'error',
    title: 'A schedule never runs',
    message: () => 'no day of the calendar fits',
    why: 'What is thought to happen regularly would never happen.',
    help: () => 'choose a day that the months have',
    example: { wrong: `${lines}at: 0 20 31 2 *\n`, right: `${lines}at: 0 20 28 2 *\n` },
  },
  'no-such-playbook-parameter': {
    severity: 'error',
    title: 'A playbook has no such parameter',
    message: (p: { name: string; playbook: string; suggestion: string | undefined }) =>
      `the playbook \`${p.playbook}\` has no parameter \`${p.name}\``,
    why: 'The value would change nothing.',
    help: (p: { suggestion: string | undefined }) => suggestionText(p.suggestion, 'leave it out'),
    example: {
      wrong: `${lines}at: 0 20 * * *\nparams: { kep: 3 }\n`,
      right: `${lines}at: 0 20 * * *\nparams: { keep: 3 }\n`,
    },
  },
  'parameter-not-extendable': {
    severity: 'error',
    title: 'A parameter is set to what the playbook does not let it be',
    message: (p: { name: string; playbook: string; expected: string; found: string }) =>
      `\`${p.name}\` of \`${p.playbook}\` must be ${p.expected}, found ${p.found}`,
    why: 'The manager who wrote the playbook has set the bounds; outside of them, every run is refused.',
    help: (p: { expected: string }) => `give what is ${p.expected}`,
    example: {
      wrong: `${lines}at: 0 20 * * *\nparams: { keep: 90 }\n`,
      right: `${lines}at: 0 20 * * *\nparams: { keep: 30 }\n`,
    },
  },
  'missing-playbook-parameter': {
    severity: 'error',
    title: 'A schedule leaves out a parameter that is required',
    message: (p: { name: string; playbook: string }) => `\`${p.playbook}\` needs \`${p.name}\``,
    why: 'Without it, every run is refused.',
    help: (p: { name: string }) => `add \`${p.name}\` under \`params\``,
  },
})
