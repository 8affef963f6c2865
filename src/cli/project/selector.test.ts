import { expect, it } from 'vitest'
import { selectorAdvice, selectorCondition } from './selector.js'

it.each([
  ['tag:env=dev', 'tags["env"] == "dev"'],
  ['tag:env=dev, tag:team=web shop', 'tags["env"] == "dev" && tags["team"] == "web shop"'],
  ['i-0a1,i-0b2', 'id in ["i-0a1", "i-0b2"] || name in ["i-0a1", "i-0b2"]'],
  ['tag:env=" || true || "', 'tags["env"] == "\\" || true || \\""'],
  ['resource.Encrypted', 'resource.Encrypted'],
  ["tags.env == 'dev'", "tags.env == 'dev'"],
])('the selector %s stands for %s', (selector, condition) => {
  expect(selectorCondition(selector)).toBe(condition)
})

it.each([
  ['tag:env', 'Write `tag:env=value`, or `"env" in tags` for any value.'],
  ['tag:', 'Write `tag:key=value`, or `"key" in tags` for any value.'],
  ['tag:env=dev,tag:team', 'Write `tag:team=value`, or `"team" in tags` for any value.'],
  ['tag:env=', undefined],
  ['tag:env=dev', undefined],
  ['i-1,i-2', undefined],
])('%s is answered with %s', (selector, advice) => {
  expect(selectorAdvice(selector)).toBe(advice)
})
