import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Unread } from '../../src/core/resource.js'
import { compilePredicate, type EvaluationScope, evaluate, explain } from '../../src/engine/expression/index.js'
import { conditions, documents, unreadParts } from './random-conditions.js'
import { checkText, compiled, serverScopeOf } from './support.js'

const denied: Unread = { reason: 'access-denied', message: 'not allowed' }

function scopeWith(properties: Readonly<Record<string, unknown>>, unread: readonly string[]): EvaluationScope {
  const read = Object.fromEntries(Object.entries(properties).filter(([name]) => !unread.includes(name)))
  return serverScopeOf({
    properties: read,
    tags: { a: 'b' },
    metrics: { 'cpu.max(7d)': 3 },
    ...(unread.length > 0 ? { unread: Object.fromEntries(unread.map((name) => [name, denied])) } : {}),
  })
}

const runs = { numRuns: 1000 }

describe('certainlyTrue and certainlyFalse', () => {
  it('agree with the explainer and the value, and never both hold', () => {
    fc.assert(
      fc.property(conditions, documents, unreadParts, (text, properties, unread) => {
        const expression = compiled(checkText(text))
        const predicate = compilePredicate(expression)
        const scope = scopeWith(properties, unread)
        const answers = [predicate.certainlyTrue(scope), predicate.certainlyFalse(scope)]
        const explanation = explain(expression, scope)
        expect(answers).toEqual([explanation.outcome === 'true', explanation.outcome === 'false'])
        const value = evaluate(expression, scope)
        expect('unknown' in value).toBe(explanation.outcome === 'unknown')
        if ('unknown' in value) expect(value.unknown.message).not.toBe('')
      }),
      runs,
    )
  })

  it('stay as they are whatever the unread parts turn out to be', () => {
    fc.assert(
      fc.property(conditions, documents, unreadParts, (text, properties, unread) => {
        const predicate = compilePredicate(compiled(checkText(text)))
        const before = scopeWith(properties, unread)
        const after = scopeWith(properties, [])
        if (predicate.certainlyTrue(before)) expect(predicate.certainlyTrue(after)).toBe(true)
        if (predicate.certainlyFalse(before)) expect(predicate.certainlyFalse(after)).toBe(true)
      }),
      runs,
    )
  })
})

describe('a condition on a metric', () => {
  it.each([
    ['has no figure', { 'cpu.max(2h)': null }, 'not-available', 'too little data covers the window'],
    ['has one of another window only', { 'cpu.max(2d)': 3 }, 'not-read', ''],
  ])('is unknown when the metric %s', (_, metrics, reason, message) => {
    const value = evaluate(compiled(checkText("metrics.cpu.max('2h') < 5.0")), serverScopeOf({ metrics }))
    expect(value).toMatchObject({ unknown: { reason, message: expect.stringContaining(message) } })
  })
})
