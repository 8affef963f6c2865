import { RE2JS } from 're2js'

/** Whether a whole text matches an RE2 pattern, in linear time; false when the pattern is wrong. */
export function wholeMatch(pattern: string, text: string): boolean {
  return compiled(pattern)?.matches(text) ?? false
}

/** Whether a pattern can be read. */
export function isPattern(pattern: string): boolean {
  return compiled(pattern) !== undefined
}

function compiled(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern)
  } catch {
    return undefined
  }
}
