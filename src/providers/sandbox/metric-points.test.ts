import { describe, expect, it } from 'vitest'
import type { MetricQuery } from '../reading/metric-queries.js'
import { pointsOf } from './metric-points.js'

const end = new Date('2026-11-24T10:00:00Z')

function query(period: MetricQuery['period'], hours: number): MetricQuery {
  return { period, start: new Date(end.getTime() - hours * 3_600_000), end, requirements: [] }
}

describe('data points of an estate', () => {
  it('end with the query, newest last', () => {
    expect(pointsOf({ hours: [7, { value: 3, times: 2 }] }, query('hours', 2))).toEqual([
      { start: Date.parse('2026-11-24T09:00:00Z'), value: 3 },
      { start: Date.parse('2026-11-24T08:00:00Z'), value: 3 },
    ])
    expect(pointsOf({ hours: [7, { value: 3, times: 2 }] }, query('hours', 9)).map(({ value }) => value)).toEqual([
      3, 3, 7,
    ])
  })

  it('are as the longer period where nothing is written of the shorter one', () => {
    const metric = { days: [9, 5], hours: [{ value: 40, times: 22 }, 2] }
    expect(pointsOf(metric, query('fiveMinutes', 1.5)).map(({ value }) => value)).toEqual([
      ...Array.from({ length: 12 }, () => 2),
      ...Array.from({ length: 6 }, () => 40),
    ])
    expect(pointsOf({ days: metric.days }, query('hours', 30)).map(({ value }) => value)).toEqual([
      ...Array.from({ length: 24 }, () => 5),
      ...Array.from({ length: 6 }, () => 9),
    ])
  })

  it('are never made of shorter periods, or of nothing', () => {
    expect(pointsOf({ fiveMinutes: [1] }, query('days', 24))).toEqual([])
    expect(pointsOf(undefined, query('hours', 2))).toEqual([])
  })
})
