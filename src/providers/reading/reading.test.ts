import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { inOrder } from './in-order.js'
import { createLimiter } from './limiter.js'
import { linksOf } from './links-of.js'
import { textsAt } from './texts-at.js'

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
