import { describe, expect, it } from 'vitest'
import type { MetricRequirement } from '../../core/policy.js'
import { queriesOf, requirementsOn } from './metric-queries.js'

const now = new Date('2026-11-24T10:07:31.500Z')

function asked(...windows: readonly string[]): readonly MetricRequirement[] {
  return windows.map((window) => ({ metric: 'cpu', statistic: 'max', window }))
}

describe('queries for metrics', () => {
  it.each([
    ['1m', 'fiveMinutes'],
    ['2h', 'fiveMinutes'],
    ['PT3H', 'fiveMinutes'],
    ['181m', 'hours'],
    ['23h', 'hours'],
    ['36h', 'hours'],
    ['24h', 'days'],
    ['1d', 'days'],
    ['3d', 'days'],
    ['73h', 'days'],
    ['2w', 'days'],
  ])('tell a window of %s by %s', (window, period) => {
    expect(queriesOf(asked(window), now).map((query) => query.period)).toEqual([period])
  })

  it.each(['soon', '0h', '-2h'])('ask nothing for a window of %s', (window) => {
    expect(queriesOf(asked(window), now)).toEqual([])
  })

  it('are one for each period, over its longest window', () => {
    const requirements = asked('30d', '2h', '7d', '90m', '12h')
    expect(queriesOf(requirements, now)).toEqual([
      {
        period: 'fiveMinutes',
        start: new Date('2026-11-24T07:50:00Z'),
        end: new Date('2026-11-24T10:05:00Z'),
        requirements: asked('2h', '90m'),
      },
      {
        period: 'hours',
        start: new Date('2026-11-23T22:05:00Z'),
        end: new Date('2026-11-24T10:05:00Z'),
        requirements: asked('12h'),
      },
      {
        period: 'days',
        start: new Date('2026-10-25T10:07:31Z'),
        end: new Date('2026-11-24T10:07:31Z'),
        requirements: asked('30d', '7d'),
      },
    ])
  })

  it('know which requirements are of one metric', () => {
    const other = { metric: 'traffic', statistic: 'sum', window: '1h' }
    const [query] = queriesOf([...asked('2h'), other], now)
    expect(query && requirementsOn('traffic', query)).toEqual([other])
  })
})
