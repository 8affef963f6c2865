import { expect, it } from 'vitest'
import { compileTexts, playbookText } from '../compile.fixture.js'
import { nextTime } from './cron-text.js'

const params =
  '{ keep: { type: integer, title: Days, default: 7, extend: { range: [1, 30] } }, mode: { type: string, title: Mode, required: true, extend: { pattern: "[a-z]+" } } }'

async function codesOf(schedule: string): Promise<string[]> {
  const steps = '[{ notify: "{{ params.keep }} {{ params.mode }}" }]'
  const texts = { 'playbooks/mend.yaml': playbookText({ params, steps }), 'schedules/nightly.yaml': schedule }
  return (await compileTexts(texts)).diagnostics.map(({ code }) => code)
}

const schedule = (params: string, at = '0 20 * * 1-5', timeZone = 'Europe/Berlin') =>
  `playbook: mend\nparams: ${params}\nat: ${at}\ntimeZone: ${timeZone}\nexcept: ["2026-12-25"]\n`

it.each([
  [schedule('{ mode: fast }'), []],
  [schedule('{ mode: fast, keep: 30 }'), []],
  [schedule('{ mode: fast, keep: 31 }'), ['parameter-not-extendable']],
  [schedule('{ mode: Fast }'), ['parameter-not-extendable']],
  [schedule('{ keep: 3 }'), ['missing-playbook-parameter']],
  [schedule('{ mode: fast, kep: 3 }'), ['no-such-playbook-parameter']],
  [schedule('{ mode: fast }', '0 25 * * *'), ['invalid-cron']],
  [schedule('{ mode: fast }', '0 0 20 * * *'), ['invalid-cron']],
  [schedule('{ mode: fast }', '0 20 31 2 *'), ['schedule-never-runs']],
  [schedule('{ mode: fast }', '0 20 * * *', 'Europe/Berln'), ['unknown-time-zone']],
])('%s gives %o', async (text, codes) => {
  expect(await codesOf(text)).toEqual(codes)
})

it('compiles, skipping missed times unless told otherwise', async () => {
  const texts = {
    'playbooks/mend.yaml': playbookText(),
    'schedules/a/nightly.yaml': 'playbook: mend\nat: 0 20 * * *\ntimeZone: UTC\n',
  }
  expect((await compileTexts(texts)).value.schedules).toMatchObject([
    { id: 'a/nightly', missed: 'skip', except: [], params: {}, at: '0 20 * * *' },
  ])
})

it.each([
  ['2026-03-28T12:00:00Z', '30 2 * * *', '2026-03-29T01:00:00.000Z'],
  ['2026-03-28T12:00:00Z', '0 20 * * *', '2026-03-28T19:00:00.000Z'],
  ['2026-03-29T12:00:00Z', '0 20 * * *', '2026-03-29T18:00:00.000Z'],
  ['2026-10-24T12:00:00Z', '0 20 * * 0', '2026-10-25T19:00:00.000Z'],
])('after %s, `%s` in Berlin is at %s', (after, text, expected) => {
  const next = nextTime(text, 'Europe/Berlin', new Date(after))
  expect(next instanceof Date ? next.toISOString() : next).toBe(expected)
})
