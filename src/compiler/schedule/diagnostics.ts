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
  'unknown-calendar': {
    severity: 'error',
    title: 'A calendar does not exist',
    message: (p: { name: string; suggestion: string | undefined }) => `there is no calendar \`${p.name}\``,
    why: 'The schedule would run on days on which it should not, or on none.',
    help: (p: { suggestion: string | undefined }) =>
      suggestionText(p.suggestion, 'write it as a file below `calendars/`, with `title` and `days`'),
    example: {
      wrong: `${lines}at: 0 20 * * *\nexcept: [{ calendar: holidays }]\n`,
      right: `${lines}at: 0 20 * * *\nexcept: ["2026-12-24"]\n`,
    },
  },
  'schedule-without-requester': {
    severity: 'warning',
    title: 'Nobody asks for the runs of a schedule',
    message: () => 'it does not say who asks for its runs',
    why: 'Roles decide what people may run. Without a requester, it is whoever calls `escher schedule run-due`, such as `root`, who may run nothing.',
    help: () => 'add `requester: <id of a person>`',
  },
  'requester-may-not-run': {
    severity: 'error',
    title: 'The requester of a schedule may not run its playbook',
    message: (p: { requester: string; playbook: string; risk: string; environments: readonly string[] }) =>
      `\`${p.requester}\` may not run \`${p.playbook}\`: ${p.risk} risk in ${p.environments.join(', ')}`,
    why: 'Every one of its runs would be refused.',
    help: () => 'name somebody whose role allows it, or change `roles`',
  },
  'requester-may-not-run-everywhere': {
    severity: 'warning',
    title: 'The requester of a schedule may not run its playbook in some environments',
    message: (p: { requester: string; playbook: string; risk: string; environments: readonly string[] }) =>
      `\`${p.requester}\` may not run \`${p.playbook}\` in ${p.environments.join(', ')}: ${p.risk} risk`,
    why: 'A run with a resource of such an environment is refused as a whole.',
    help: () => 'select resources of other environments with `params`, or name somebody whose role allows it',
  },
  'missing-playbook-parameter': {
    severity: 'error',
    title: 'A schedule leaves out a parameter that is required',
    message: (p: { name: string; playbook: string }) => `\`${p.playbook}\` needs \`${p.name}\``,
    why: 'Without it, every run is refused.',
    help: (p: { name: string }) => `add \`${p.name}\` under \`params\``,
  },
})
