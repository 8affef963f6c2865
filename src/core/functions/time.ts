import { functionTopic } from './definition.js'

function accessor(doc: string, example: string) {
  return {
    signatures: ['(instant: timestamp): int', '(instant: timestamp, zone: string): int'],
    doc: `${doc} In UTC, or in a zone such as \`Europe/Berlin\` or \`+02:00\`.`,
    example,
    form: 'method',
    standard: true,
  } as const
}

function clockAccessor(doc: string, example: string) {
  return {
    signatures: ['(instant: timestamp): int', '(instant: timestamp, zone: string): int', '(span: duration): int'],
    doc,
    example,
    form: 'method',
    standard: true,
  } as const
}

/** Instants and spans of time. */
export const timeFunctions = functionTopic({
  timestamp: {
    signatures: ['(text: string): timestamp', '(seconds: int): timestamp', '(instant: timestamp): timestamp'],
    doc: 'The instant of an ISO 8601 text, or of seconds since 1970.',
    example: "resource.CreateDate < timestamp('2024-01-01T00:00:00Z')",
    form: 'function',
    standard: true,
  },
  duration: {
    signatures: ['(text: string): duration', '(span: duration): duration'],
    doc: 'The span of a text such as `90s`, `1h30m` or `7d`.',
    example: "now - resource.LaunchTime > duration('7d')",
    form: 'function',
    standard: true,
  },
  getFullYear: accessor('The year.', 'resource.CreateDate.getFullYear() < 2020'),
  getMonth: accessor('The month, from 0.', 'now.getMonth() == 11'),
  getDate: accessor('The day of the month, from 1.', 'now.getDate() == 1'),
  getDayOfMonth: accessor('The day of the month, from 0.', 'now.getDayOfMonth() == 0'),
  getDayOfWeek: accessor('The day of the week, from 0 for Sunday.', "now.getDayOfWeek('Europe/Berlin') in [0, 6]"),
  getDayOfYear: accessor('The day of the year, from 0.', 'now.getDayOfYear() < 31'),
  getHours: clockAccessor('The hour of an instant, or the whole hours of a span.', "now.getHours('UTC') >= 18"),
  getMinutes: clockAccessor('The minute of an instant, or the whole minutes of a span.', 'now.getMinutes() == 0'),
  getSeconds: clockAccessor('The second of an instant, or the whole seconds of a span.', 'now.getSeconds() == 0'),
  getMilliseconds: clockAccessor('The milliseconds within the second.', 'now.getMilliseconds() == 0'),
  ageDays: {
    signatures: ['(instant: timestamp): double', '(text: string): double'],
    doc: 'How many days ago an instant was; negative when it is to come.',
    example: 'ageDays(resource.CreateDate) > 90',
    usesNow: true,
  },
  daysUntil: {
    signatures: ['(instant: timestamp): double', '(text: string): double'],
    doc: 'How many days it is to an instant; negative when it has passed.',
    example: 'daysUntil(resource.NotAfter) < 30',
    usesNow: true,
  },
})
