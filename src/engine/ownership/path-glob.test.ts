import { expect, it } from 'vitest'
import { coversGlob, matchesPathGlob } from './path-glob.js'

it.each([
  ['schedules/a/nightly.yaml', 'schedules/**', true],
  ['schedules-old/nightly.yaml', 'schedules/**', false],
  ['escher.config.yaml', '*', true],
  ['policies/a.yaml', '*', false],
  ['policies/s3/a.yaml', 'policies/**/a.yaml', true],
  ['policies/a.yaml', 'policies/**/a.yaml', true],
  ['README.md', '**/*.md', true],
  ['docs/a/README.md', '**/*.md', true],
  ['.github/CODEOWNERS', '**', true],
])('%s against %s', (path, glob, expected) => {
  expect(matchesPathGlob(path, glob)).toBe(expected)
})

it.each([
  ['**', 'schedules/**', true],
  ['schedules/**', '**', false],
  ['schedules/*', 'schedules/**', false],
  ['policies/*/s3/**', 'policies/aws/s3/**', true],
  ['policies/aws/**', 'policies/*/s3/**', false],
  ['a/**', 'a/**/b', true],
  ['*', '**/x', false],
])('%s covers %s: %s', (glob, other, expected) => {
  expect(coversGlob(glob, other)).toBe(expected)
})
