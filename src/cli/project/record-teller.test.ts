import { expect, it } from 'vitest'
import { fixedClock } from '../../core/clock.js'
import type { RunRecord } from '../../core/run.js'
import { recordTeller } from './record-teller.js'

const now = new Date('2026-11-24T12:00:00.000Z')

function recordOf(number: number, at = now): RunRecord {
  const event = { kind: 'waiting', step: `a#${number}-wait`, until: 'approval', reason: 'a pause' } as const
  return { run: 'r1', number, at: at.toISOString(), previous: '', event, hash: '' }
}

/** What is told of records, in the order in which they are heard. */
function toldOf(...records: readonly RunRecord[]): readonly string[] {
  const told: string[] = []
  const terminal = { error: (text: string) => void told.push(text), errorColour: false }
  const tell = recordTeller({ terminal, clock: fixedClock(now) })
  for (const record of records) tell(record)
  return told
}

it('tells each record once, though its run is read again from the start', () => {
  const [first, second, third] = [recordOf(1), recordOf(2), recordOf(3)]
  const told = toldOf(first, second, first, second, third)
  expect(told).toHaveLength(3)
  expect(told.map((line) => /[123]-wait/.exec(line)?.[0])).toEqual(['1-wait', '2-wait', '3-wait'])
})

it('tells nothing of records that an earlier process made', () => {
  expect(toldOf(recordOf(1, new Date(now.getTime() - 1)), recordOf(2))).toHaveLength(1)
})
