import { describe, expect, it } from 'vitest'
import { type DataPoint, figuresOf, type MetricSeries } from './metric-figures.js'
import { metricPeriods, queriesOf } from './metric-queries.js'

const now = new Date('2026-11-24T10:07:00Z')

type Asked = readonly [statistic: string, window: string]

/** The figures of windows of one period; `points` are given by the age in periods of their end, and may be shifted. */
function figures(
  asked: readonly Asked[],
  points: Readonly<Record<number, number>>,
  { shift = 0, ...more }: Partial<MetricSeries> & { readonly shift?: number } = {},
): Readonly<Record<string, number | null>> {
  const requirements = asked.map(([statistic, window]) => ({ metric: 'cpu', statistic, window }))
  const [query] = queriesOf(requirements, now)
  if (!query) throw new Error('no query')
  const length = metricPeriods[query.period].seconds * 1000
  const dated = Object.entries(points).map(
    ([age, value]): DataPoint => ({ start: query.end.getTime() - (Number(age) + 1) * length + shift, value }),
  )
  return figuresOf({ query, requirements, points: dated, ...more })
}

/** The same value for the periods of these ages. */
function through(first: number, last: number, value: number): Readonly<Record<number, number>> {
  return Object.fromEntries(Array.from({ length: last - first + 1 }, (_, index) => [first + index, value]))
}

describe('figures of minutes and hours', () => {
  it('are statistics over the periods within the window, and no others', () => {
    const points = { ...through(0, 22, 2), 23: 8, 24: 95 }
    const asked: Asked[] = [
      ['max', '2h'],
      ['min', '2h'],
      ['sum', '2h'],
      ['average', '2h'],
      ['max', '1h'],
    ]
    expect(figures(asked, points)).toEqual({
      'cpu.max(2h)': 8,
      'cpu.min(2h)': 2,
      'cpu.sum(2h)': 54,
      'cpu.average(2h)': 54 / 24,
      'cpu.max(1h)': 2,
    })
  })

  it('tell a busy morning from two idle hours', () => {
    const points = { ...through(0, 1, 2), ...through(2, 9, 80) }
    expect(figures([['max', '10h']], points)).toEqual({ 'cpu.max(10h)': 80 })
    expect(figures([['max', '2h']], { ...through(0, 23, 2), ...through(24, 35, 80) })).toEqual({ 'cpu.max(2h)': 2 })
  })

  it('are null for a resource that is younger than the window', () => {
    expect(figures([['max', '2h']], through(0, 5, 1))).toEqual({ 'cpu.max(2h)': null })
    expect(figures([['max', '12h']], through(0, 10, 1))).toEqual({ 'cpu.max(12h)': null })
  })

  it('are null where a single period within the window has no data point', () => {
    const { 7: _, ...gap } = through(0, 23, 1)
    expect(figures([['max', '2h']], gap)).toEqual({ 'cpu.max(2h)': null })
  })

  it('end with the newest data point where the cloud is a quarter of an hour late', () => {
    const points = { ...through(3, 26, 1), 27: 90 }
    expect(figures([['max', '2h']], points)).toEqual({ 'cpu.max(2h)': 1 })
  })

  it('are null where the newest data point is older than that', () => {
    expect(figures([['max', '2h']], through(4, 40, 1))).toEqual({ 'cpu.max(2h)': null })
    expect(figures([['max', '12h']], through(1, 12, 1))).toEqual({ 'cpu.max(12h)': null })
  })

  it.each([
    ['cut to the minute before', -59_000],
    ['cut to the full hour before', -5 * 60_000],
  ])('count a period whose start the cloud %s', (_, shift) => {
    const points = { ...through(0, 11, 1), 12: 90 }
    expect(figures([['max', '12h']], points, { shift })).toEqual({ 'cpu.max(12h)': 1 })
  })
})

describe('figures of days', () => {
  it('take only the days within each window', () => {
    const points = { ...through(0, 6, 20), 6: 10, 1: 30, 8: 90 }
    const asked: Asked[] = [
      ['max', '7d'],
      ['min', '7d'],
      ['max', '14d'],
    ]
    expect(figures(asked, points)).toEqual({ 'cpu.max(7d)': 30, 'cpu.min(7d)': 10, 'cpu.max(14d)': 90 })
  })

  it('count the first day of a window though the cloud cut its start to the minute', () => {
    expect(figures([['max', '7d']], { ...through(0, 5, 1), 6: 5 }, { shift: -59_000 })).toEqual({ 'cpu.max(7d)': 5 })
  })

  it('stand though the machine is off at weekends, and are null where fewer than half of the days have data', () => {
    expect(figures([['max', '7d']], { ...through(0, 1, 4), ...through(4, 6, 6) })).toEqual({ 'cpu.max(7d)': 6 })
    expect(figures([['max', '30d']], through(0, 13, 4))).toEqual({ 'cpu.max(30d)': null })
    expect(figures([['max', '30d']], through(0, 14, 4))).toEqual({ 'cpu.max(30d)': 4 })
  })
})

describe('figures of a metric without data points while nothing happens', () => {
  it('are those of what happened', () => {
    expect(figures([['sum', '2h']], { 5: 2, 20: 1, 24: 9 }, { sparse: true })).toEqual({ 'cpu.sum(2h)': 3 })
    expect(figures([['sum', '30d']], { 5: 2 }, { sparse: true })).toEqual({ 'cpu.sum(30d)': 2 })
  })

  it('are null, not zero, where nothing did', () => {
    expect(figures([['sum', '2h']], {}, { sparse: true })).toEqual({ 'cpu.sum(2h)': null })
  })
})
