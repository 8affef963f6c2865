import { describe, expect, it } from 'vitest'
import type { RunEvent, RunRecord } from '../../core/run.js'
import { timeline } from './timeline.js'

const step = 'x/1/r1/a#1-tag'
const undo = { step, operation: 'x.untag', params: {} }

type Happening = readonly [second: number, event: RunEvent]

/** Records of one step, each so many seconds after the first. */
function records(...events: readonly Happening[]): readonly RunRecord[] {
  return events.map(([second, event], index) => ({
    run: 'r1',
    number: index + 1,
    at: new Date(Date.parse('2026-11-24T00:00:00.000Z') + second * 1000).toISOString(),
    previous: '',
    event,
    hash: '',
  }))
}

const started: RunEvent = { kind: 'started', step, attempt: 1, token: '', requests: [], before: '' }
const done: RunEvent = { kind: 'done', step, attempt: 1, outcome: 'changed', responses: [], inverse: 'irreversible' }

function durations(...events: readonly Happening[]): readonly (readonly [string, number | undefined])[] {
  return timeline(records(...events), { whole: true }).map(({ kind, milliseconds }) => [kind, milliseconds])
}

describe('what a step did', () => {
  it('names what it made', () => {
    const made: RunEvent = { ...done, created: ['vol-1', 'vol-2'] }
    expect(timeline(records([0, started], [1, made])).map(({ text }) => text)).toEqual(['done, made vol-1, vol-2'])
  })
})

describe('how long things took in a run', () => {
  it('counts putting back from where that began, and not from the step that is put back', () => {
    const begun: readonly Happening[] = [
      [0, started],
      [2, done],
      [97, { kind: 'undo-started', ...undo }],
    ]
    expect(durations(...begun, [98, { kind: 'undo-done', ...undo }])).toEqual([
      ['started', undefined],
      ['done', 2000],
      ['undo-started', undefined],
      ['undo-done', 1000],
    ])
  })

  it('says nothing where putting back failed before anything was sent', () => {
    expect(durations([0, started], [2, done], [60, { kind: 'undo-failed', ...undo }])).toContainEqual([
      'undo-failed',
      undefined,
    ])
  })

  it('counts verification from whatever came before it on the target, and a wait from its beginning', () => {
    const wait = 'x/1/r1/a#3-wait'
    expect(
      durations(
        [0, started],
        [2, done],
        [5, { kind: 'verified', step: 'x/1/r1/a#2-verify', held: true, evidence: '' }],
        [6, { kind: 'waiting', step: wait, until: 'approval', reason: '' }],
        [66, { kind: 'waited', step: wait }],
      ).slice(2),
    ).toEqual([
      ['verified', 3000],
      ['waiting', undefined],
      ['waited', 60_000],
    ])
  })
})
