import { expect, it } from 'vitest'
import { selectorCondition } from './selector.js'

it.each([
  ['tag:env=dev', 'tags["env"] == "dev"'],
  ['tag:env=dev, tag:team=web shop', 'tags["env"] == "dev" && tags["team"] == "web shop"'],
  ['i-0a1,i-0b2', 'id in ["i-0a1", "i-0b2"] || name in ["i-0a1", "i-0b2"]'],
  ['tag:env=" || true || "', 'tags["env"] == "\\" || true || \\""'],
  ["tags.env == 'dev'", "tags.env == 'dev'"],
])('the selector %s stands for %s', (selector, condition) => {
  expect(selectorCondition(selector)).toBe(condition)
})
