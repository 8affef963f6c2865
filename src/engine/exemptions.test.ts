import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isExpired } from './exemptions.js'

describe('an exemption', () => {
  it.each([
    ['2026-07-31T23:59:59.999Z', false],
    ['2026-08-01T00:00:00.000Z', true],
    ['2026-08-01T01:00:00.000+02:00', false],
    ['2026-08-01T12:00:00.000Z', true],
  ])('that expires on 2026-08-01 is expired at %s: %s', (instant, expired) => {
    expect(isExpired({ expires: '2026-08-01' }, new Date(instant))).toBe(expired)
  })

  it('expires once and for all, on the first moment of its day in UTC', () => {
    const day = fc.integer({ min: 0, max: 40_000 })
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 86_399_999 }), day, (expiry, time, today) => {
        const expires = new Date(expiry * 86_400_000).toISOString().slice(0, 10)
        expect(isExpired({ expires }, new Date(today * 86_400_000 + time))).toBe(today >= expiry)
      }),
    )
  })
})
