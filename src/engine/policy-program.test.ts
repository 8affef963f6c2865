import { describe, expect, it } from 'vitest'
import { compiledPolicy } from '../../test/support/compiled-policy.js'
import { fakeResource, fakeType } from '../../test/support/fake-estate.js'
import type { EvaluationScope } from './expression/index.js'
import { compilePolicies, judge } from './policy-program.js'

const type = fakeType('x.disk')
const values = { true: true, false: false }

/** A disk whose properties Applies and Violates are as told; `unknown` ones could not be read. */
function scopeOf(applies: string, violates: string): EvaluationScope {
  const unread = { reason: 'access-denied', message: 'no', operation: 'x:Read' } as const
  const told = Object.entries({ Applies: applies, Violates: violates })
  const resource = fakeResource(
    'x.disk',
    'd',
    Object.fromEntries(told.flatMap(([name, value]) => (value in values ? [[name, value === 'true']] : []))),
    { unread: Object.fromEntries(told.flatMap(([name, value]) => (value === 'unknown' ? [[name, unread]] : []))) },
  )
  return { resource, environment: null, params: {}, now: new Date(0), linked: () => [] }
}

describe('a judgement', () => {
  const policy = compiledPolicy({ id: 'p', type, violates: 'resource.Violates', applies: 'resource.Applies' })
  const [program] = compilePolicies([policy])

  it.each([
    ['true', 'true', 'violating'],
    ['true', 'false', 'compliant'],
    ['true', 'unknown', 'unknown'],
    ['false', 'true', 'not-applicable'],
    ['false', 'false', 'not-applicable'],
    ['false', 'unknown', 'not-applicable'],
    ['unknown', 'true', 'unknown'],
    ['unknown', 'false', 'compliant'],
    ['unknown', 'unknown', 'unknown'],
  ])('where it applies: %s and violates: %s is %s', (applies, violates, verdict) => {
    if (!program) throw new Error('one policy is one program')
    expect(judge(program, scopeOf(applies, violates)).verdict).toBe(verdict)
  })

  it('that is unknown says what could not be read, and why', () => {
    if (!program) throw new Error('one policy is one program')
    expect(judge(program, scopeOf('true', 'unknown')).unknown).toMatchObject({
      reason: 'access-denied',
      operation: 'x:Read',
      path: expect.stringContaining('Violates'),
    })
  })
})
