import { describe, expect, it } from 'vitest'
import { dueTimes, nextTimes, type Timing } from './occurrences.js'

const evening: Timing = { at: '0 20 * * *', timeZone: 'Europe/Berlin', missed: 'skip', except: [] }
const isoTexts = (times: readonly Date[]): string[] => times.map((time) => time.toISOString())
const at = (text: string): Date => new Date(text)

describe('the next times of a schedule', () => {
  it('stay at the same hour of its time zone when the clocks change', () => {
    expect(isoTexts(nextTimes(evening, at('2026-10-24T00:00:00Z'), 3))).toEqual([
      '2026-10-24T18:00:00.000Z',
      '2026-10-25T19:00:00.000Z',
      '2026-10-26T19:00:00.000Z',
    ])
  })

  it('leave out exceptions, which are days of its time zone', () => {
    const late: Timing = { ...evening, at: '30 0 * * *', except: ['2026-11-25'] }
    expect(isoTexts(nextTimes(late, at('2026-11-24T12:00:00Z'), 1))).toEqual(['2026-11-25T23:30:00.000Z'])
  })
})

describe('the days of a schedule', () => {
  it('are left out every year where only month and day are given', () => {
    const exceptions: Timing = { ...evening, except: ['12-25', '2027-12-26'] }
    expect(isoTexts(nextTimes(exceptions, at('2027-12-24T12:00:00Z'), 2))).toEqual([
      '2027-12-24T19:00:00.000Z',
      '2027-12-27T19:00:00.000Z',
    ])
  })

  it('are the only ones where it lists them, less its exceptions', () => {
    const chosen: Timing = { ...evening, only: ['2026-12-01', '12-24'], except: ['2027-12-24'] }
    expect(isoTexts(nextTimes(chosen, at('2026-11-24T12:00:00Z'), 3))).toEqual([
      '2026-12-01T19:00:00.000Z',
      '2026-12-24T19:00:00.000Z',
      '2028-12-24T19:00:00.000Z',
    ])
  })

  it('are found far ahead though it would run every few minutes, on both days on which clocks change', () => {
    const often: Timing = { ...evening, at: '*/5 * * * *', only: ['2027-03-28', '2027-10-31'] }
    const times = isoTexts(nextTimes(often, at('2026-11-24T12:00:00Z'), 23 * 12 + 1))
    expect([times[0], times.at(-2), times.at(-1)]).toEqual([
      '2027-03-27T23:00:00.000Z',
      '2027-03-28T21:55:00.000Z',
      '2027-10-30T22:00:00.000Z',
    ])
  })

  it('that are all over give no next time', () => {
    expect(nextTimes({ ...evening, only: ['2020-01-01'] }, at('2026-11-24T12:00:00Z'), 1)).toEqual([])
  })
})

describe('the due time of a schedule', () => {
  it.each([
    ['at the very instant', '2026-11-24T19:00:00.000Z', '2026-11-24T19:00:00.000Z'],
    ['half an hour late', '2026-11-24T19:30:00.000Z', '2026-11-24T19:00:00.000Z'],
    ['later than that', '2026-11-24T19:30:00.001Z', undefined],
    ['before', '2026-11-24T18:59:59.999Z', undefined],
  ])('%s', (_name, now, run) => {
    expect(dueTimes(evening, { now: at(now) }).run?.toISOString()).toBe(run)
  })

  it('is no longer due once it was dealt with', () => {
    const last = at('2026-11-24T19:00:00Z')
    expect(dueTimes(evening, { now: at('2026-11-24T19:05:00Z'), last })).toEqual({ skipped: [] })
  })

  const afterThreeDays = { now: at('2026-11-24T12:00:00Z'), last: at('2026-11-20T19:00:00Z') }
  const missed = ['2026-11-21T19:00:00.000Z', '2026-11-22T19:00:00.000Z', '2026-11-23T19:00:00.000Z']

  it('is let go when it was missed', () => {
    const { run, skipped } = dueTimes(evening, afterThreeDays)
    expect({ run, skipped: isoTexts(skipped) }).toEqual({ run: undefined, skipped: missed })
  })

  it('is made up for once, however many were missed, where the schedule says so', () => {
    const { run, skipped } = dueTimes({ ...evening, missed: 'run-once' }, afterThreeDays)
    expect(run?.toISOString()).toBe(missed[2])
    expect(isoTexts(skipped)).toEqual(missed.slice(0, 2))
  })

  it('is not made up for from before the schedule was first seen', () => {
    expect(dueTimes({ ...evening, missed: 'run-once' }, { now: afterThreeDays.now })).toEqual({ skipped: [] })
  })
})
