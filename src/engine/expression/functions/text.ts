import type { textFunctions } from '../../../core/functions/text.js'
import { type Implementation, plain, tolerant } from './implementation.js'
import { globTest, patternCapture, patternTest } from './patterns.js'

export const textImplementations: Record<keyof typeof textFunctions, Implementation> = {
  contains: predicate((text, part) => text.includes(part)),
  startsWith: predicate((text, prefix) => text.startsWith(prefix)),
  endsWith: predicate((text, suffix) => text.endsWith(suffix)),
  matches: predicate((text, pattern) => patternTest(pattern)?.(text)),
  capture: tolerant((text, pattern) => {
    if (text === null) return null
    return areTexts(text, pattern) ? patternCapture(pattern)?.(text) : undefined
  }),
  matchesIgnoreCase: predicate((text, pattern) => patternTest(`(?i)${pattern}`)?.(text)),
  equalsIgnoreCase: predicate((left, right) => left.toLowerCase() === right.toLowerCase()),
  glob: predicate((text, pattern) => globTest(pattern)(text)),
  lower: ofText((text) => text.toLowerCase()),
  upper: ofText((text) => text.toUpperCase()),
  trim: ofText((text) => text.trim()),
  normalize: ofText((text) => text.trim().toLowerCase()),
  replace: plain((text, part, replacement) =>
    areTexts(text, part, replacement) && part !== '' ? text.replaceAll(part, () => replacement) : undefined,
  ),
  split: plain((text, separator) => (areTexts(text, separator) ? text.split(separator) : undefined)),
  join: tolerant(join),
  parseJson: ofText(parseJson),
  urlDecode: ofText(urlDecode),
  base64Decode: ofText(base64Decode),
}

function areTexts(...values: unknown[]): boolean {
  return values.every((value) => typeof value === 'string')
}

/** A question about two texts, which null never answers with yes. */
function predicate(test: (text: string, other: string) => boolean | undefined): Implementation {
  return tolerant((text, other) => {
    if (text === null || other === null) return false
    return typeof text === 'string' && typeof other === 'string' ? test(text, other) : undefined
  })
}

function ofText(change: (text: string) => unknown): Implementation {
  return plain((text) => (typeof text === 'string' ? change(text) : undefined))
}

function join(texts: unknown, separator: unknown = ''): string | undefined {
  if (texts === null) return ''
  return Array.isArray(texts) && typeof separator === 'string' && areTexts(...texts) ? texts.join(separator) : undefined
}

/** The value of a JSON text, undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The text with its `%XX` escapes resolved, undefined when they are wrong. */
export function urlDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function base64Decode(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(text)) return undefined
  return Buffer.from(text, 'base64').toString('utf8')
}
