import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type DailyAverage, daysOf, figuresOf, longestWindow } from './daily-figures.js'
import { inOrder } from './in-order.js'
import { createLimiter } from './limiter.js'
import { linksOf } from './links-of.js'
import { textsAt } from './texts-at.js'

const now = new Date('2026-11-24T10:00:00Z')

function daysAgo(days: number, value: number): DailyAverage {
  return { start: now.getTime() - days * 86_400_000, value }
}

function requirement(statistic: string, window: string): { metric: string; statistic: string; window: string } {
  return { metric: 'cpu', statistic, window }
}

describe('daily figures', () => {
  it.each([
    ['7d', 7],
    ['2w', 14],
    ['12h', 1],
    ['36h', 2],
    ['soon', undefined],
    ['0d', undefined],
  ])('a window of %s touches %s days', (window, days) => {
    expect(daysOf(window)).toBe(days)
  })

  it('takes only the days within each window', () => {
    const averages = [daysAgo(9, 90), daysAgo(7, 10), daysAgo(2, 30), daysAgo(1, 20)]
    const asked = [requirement('max', '7d'), requirement('average', '7d'), requirement('max', '14d')]
    expect(figuresOf(averages, asked, now)).toEqual({ 'cpu.max(7d)': 30, 'cpu.average(7d)': 20, 'cpu.max(14d)': 90 })
    expect(longestWindow(asked)).toBe(14)
  })

  it('counts the first day of a window though the vendor cut its start to the minute', () => {
    const averages = [{ start: now.getTime() - 7 * 86_400_000 - 59_000, value: 5 }]
    expect(figuresOf(averages, [requirement('min', '7d')], now)).toEqual({ 'cpu.min(7d)': 5 })
  })

  it('is null without a data point, not zero', () => {
    expect(figuresOf([], [requirement('sum', '7d')], now)).toEqual({ 'cpu.sum(7d)': null })
  })
})

describe('texts at a path', () => {
  it.each([
    ['a.b', { a: { b: 'x' } }, ['x']],
    ['a[].b', { a: [{ b: 'x' }, { b: 'y' }, { b: 'x' }, {}] }, ['x', 'y']],
    ['a[]', { a: ['x', 3] }, ['x']],
    ['a.b[].c', { a: null }, []],
  ])('%s', (path, document, texts) => {
    expect(textsAt(document, path)).toEqual(texts)
  })

  it('become ids where a link says how', () => {
    const links = { owner: { title: 'Owner', type: 't', path: 'by', idOf: (text: string) => text.toUpperCase() } }
    expect(linksOf({ by: 'me' }, links, 'account')).toEqual({ owner: ['ME'] })
  })
})

describe('work in parallel', () => {
  it('comes back in order and never exceeds the width', async () => {
    const running = { now: 0, most: 0 }
    const results: number[] = []
    const work = async (delay: number): Promise<number> => {
      running.most = Math.max(running.most, ++running.now)
      await wait(delay)
      running.now--
      return delay
    }
    for await (const result of inOrder([9, 1, 5, 1, 3], 2, work)) results.push(result)
    expect(results).toEqual([9, 1, 5, 1, 3])
    expect(running.most).toBe(2)
  })

  it('is limited over all callers, and a failure frees its place', async () => {
    const limit = createLimiter(1)
    const order: string[] = []
    const failing = limit(async () => {
      await wait(5)
      order.push('first')
      throw new Error('no')
    })
    const second = limit(async () => order.push('second'))
    await expect(failing).rejects.toThrow('no')
    await second
    expect(order).toEqual(['first', 'second'])
  })
})
