import { expect, it } from 'vitest'
import { compileTexts, playbookText, problemsOf } from '../compile.fixture.js'

const schedule = (...lines: readonly string[]): string =>
  ['playbook: mend', 'at: 0 20 * * *', 'timeZone: Europe/Berlin', ...lines, ''].join('\n')

const files = {
  'playbooks/mend.yaml': playbookText(),
  'calendars/holidays/berlin.yaml':
    'title: Berlin\ndays: ["2020-05-08", "2026-12-25"]\neveryYear: ["12-25", "02-29"]\n',
  'calendars/releases.ts':
    "import { defineCalendar } from 'escher'\nexport default defineCalendar({ title: 'Releases', days: ['2026-11-30'] })\n",
}

it('stands for its days wherever a schedule names it, beside days of its own', async () => {
  const text = schedule('only: [{ calendar: releases }]', 'except: ["2026-12-24", { calendar: holidays/berlin }]')
  const { value, diagnostics } = await compileTexts({ ...files, 'schedules/nightly.yaml': text })
  expect(diagnostics).toEqual([])
  expect(value.schedules).toMatchObject([
    { only: ['2026-11-30'], except: ['2026-12-24', '2020-05-08', '2026-12-25', '12-25', '02-29'] },
  ])
})

it.each([
  [schedule('except: [{ calendar: holidays/berln }]'), ['unknown-calendar at holidays/berln']],
  [schedule('only: [{ calendar: holidays }, "2026-12-24"]'), ['unknown-calendar at holidays']],
])('that does not exist is found: %s', async (text, problems) => {
  expect(await problemsOf({ ...files, 'schedules/nightly.yaml': text })).toEqual(problems)
})

it.each(['everyYear: ["13-01"]', 'everyYear: ["02-30"]', 'days: ["2026-02-29"]'])('refuses %s', async (line) => {
  const { diagnostics } = await compileTexts({ 'calendars/odd.yaml': `title: Odd\n${line}\n` })
  expect(diagnostics.map(({ severity }) => severity)).toEqual(['error'])
})
