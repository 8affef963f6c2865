import { describe, expect, it } from 'vitest'
import { fixedClock } from '../../core/clock.js'
import type { JobContext, JobOrder } from './engine.js'
import { orderOfRun, type RunPort, type RunProgress, runJobs } from './run-jobs.js'

const clock = fixedClock('2026-11-24T00:00:00.000Z')
const shared = { run: 'r1', account: '1', target: 'x/1/r1/a' }

/** Does the first turn of a run and gives what it ordered next. */
async function turn(advance: RunPort['advance'], gone: readonly string[] = []): Promise<readonly JobOrder[]> {
  const ordered: JobOrder[] = []
  const context: JobContext = {
    once: (_name, work) => work(),
    spread: async () => [],
    order: async (order) => {
      ordered.push(order)
    },
  }
  const standing = { isGone: async (worker: string) => gone.includes(worker) }
  const { run } = runJobs({ advance }, { clock, standing })
  await run?.(orderOfRun(shared).input as never, context)
  return ordered
}

const giving = (progress: RunProgress) => async (): Promise<RunProgress> => progress

describe('a turn of a run', () => {
  it.each([
    ['ended', giving({ kind: 'ended', result: 'succeeded' }), []],
    [
      'waits for an instant',
      giving({ kind: 'waiting', until: '2026-11-27T08:00:00.000Z' }),
      ['2026-11-27T08:00:00.000Z'],
    ],
    ['waits for an approval', giving({ kind: 'waiting', until: 'news' }), ['2026-11-24T00:00:15.000Z']],
    ['is held by another process', giving({ kind: 'held', by: 'other' }), ['2026-11-24T00:00:02.000Z']],
    ['cannot be read', () => Promise.reject(new Error('no store')), ['2026-11-24T00:00:05.000Z']],
  ])('that %s is followed by the turn that it takes', async (_, advance, expected) => {
    const ordered = await turn(advance)
    expect(ordered.map(({ notBefore }) => notBefore?.toISOString())).toEqual(expected)
    expect(ordered.map(({ id, key }) => [id, key])).toEqual(expected.map(() => ['run/r1/2', shared.target]))
  })

  it('takes the run from a worker that is gone', async () => {
    const asked: boolean[] = []
    const advance: RunPort['advance'] = async (_, isGone) => {
      asked.push(isGone('dead'))
      return isGone('dead') ? { kind: 'ended', result: 'succeeded' } : { kind: 'held', by: 'dead' }
    }
    expect(await turn(advance, ['dead'])).toEqual([])
    expect(asked).toEqual([false, true])
  })
})
