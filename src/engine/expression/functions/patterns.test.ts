import { describe, expect, it } from 'vitest'
import { globTest } from './patterns.js'

describe('globs', () => {
  it.each([
    ['*AccessRole', 'OrganizationAccountAccessRole', true],
    ['*', 'anything', true],
    ['team-?-logs', 'team-a-logs', true],
    ['team-?-logs', 'team-ab-logs', false],
    ['s3:Get*', 's3:PutObject', false],
    ['a.c', 'abc', false],
    ['*', 'two\nlines', true],
  ])('%s against %j is %s', (pattern, text, fits) => {
    expect(globTest(pattern)(text)).toBe(fits)
  })

  it('may disregard case', () => {
    expect(globTest('S3:*', true)('s3:GetObject')).toBe(true)
  })
})
