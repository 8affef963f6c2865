import { expect, it } from 'vitest'
import { checkCel } from '../expression/index.js'
import { fixedValue } from './impossible.js'

function fixedValueOf(text: string) {
  const place = { file: 'a', start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: 0 } }
  const scope = { linked: new Map(), params: { days: 3 } }
  const { value } = checkCel(text, { scope, expects: 'condition', locate: () => place })
  if (!value) throw new Error(`${text} did not compile`)
  return fixedValue(value.root)
}

it.each([
  ["environment == 'a' && environment == 'b'", false],
  ["environment in ['a'] && environment in ['b']", false],
  ["environment in ['a', 'b'] && environment != 'a' && environment != 'b'", false],
  ["environment in ['a', 'b'] && (environment == 'c' || environment == 'd')", false],
  ["!(environment == 'a' || environment == 'b') && environment == 'b'", false],
  ["environment == null && environment == 'a'", false],
  ["environment != 'a' || environment != 'b'", true],
  ['resource.x > 5 && resource.x < 3', false],
  ['resource.x >= 5 && !(resource.x >= 5)', false],
  ['resource.x == 7 && resource.x < 7', false],
  ['resource.x == true && !(resource.x == true)', false],
  ['resource.on && !resource.on', false],
  ["environment in ['a', 'b'] && environment == 'b'", undefined],
  ["environment == 'a' || region == 'b'", undefined],
  ['resource.x >= 5 && resource.x <= 5', undefined],
  ["resource.x == 'a' && resource.y == 'b'", undefined],
  ["resource.x != 'a' && resource.x != 'b'", undefined],
  ['resource.x == params.days && resource.x == 4', undefined],
])('%s is always %s', (text, value) => {
  expect(fixedValueOf(text)).toBe(value)
})
