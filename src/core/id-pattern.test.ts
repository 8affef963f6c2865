import { expect, it } from 'vitest'
import { matchesIdPattern } from './id-pattern.js'

it.each([
  ['aws/s3/no-public-bucket', 'aws/s3/no-public-bucket', true],
  ['aws/s3/no-public-bucket', 'aws/s3/*', true],
  ['aws/s3/no-public-bucket', 'aws/*', false],
  ['aws/s3/no-public-bucket', 'aws/**', true],
  ['aws/s3/no-public-bucket', '**/no-*-bucket', true],
  ['aws/s3/no-public-bucket', 'aws/s3/no-public', false],
  ['aws.s3', 'aws?s3', false],
  ['', '**', true],
])('%s against %s: %s', (id, pattern, matches) => {
  expect(matchesIdPattern(id, pattern)).toBe(matches)
})

it('is quick on patterns that make regular expressions explode', () => {
  const started = performance.now()
  expect(matchesIdPattern(`${'a'.repeat(300)}b`, `${'**a'.repeat(100)}c`)).toBe(false)
  expect(performance.now() - started).toBeLessThan(500)
})
