import { RE2JS } from 're2js'

const cacheLimit = 256
const compiled = new Map<string, ((text: string) => boolean) | undefined>()

/** A test for an RE2 pattern that takes linear time; undefined when the pattern is wrong. Compiled once. */
export function patternTest(pattern: string): ((text: string) => boolean) | undefined {
  if (compiled.has(pattern)) return compiled.get(pattern)
  if (compiled.size >= cacheLimit) compiled.clear()
  const test = literalTest(pattern) ?? re2Test(pattern)
  compiled.set(pattern, test)
  return test
}

const literalPattern = /^(\^?)([A-Za-z0-9 _:/@,;=<>~#%&"'!-]*)(\$?)$/

/** Patterns that are plain text between optional anchors need no automaton. */
function literalTest(pattern: string): ((text: string) => boolean) | undefined {
  const match = literalPattern.exec(pattern)
  if (!match) return fixedLengthTest(pattern)
  const [, start, literal = '', end] = match
  if (start && end) return (text) => text === literal
  if (start) return (text) => text.startsWith(literal)
  return end ? (text) => text.endsWith(literal) : (text) => text.includes(literal)
}

const fixedLengthPattern =
  /^\^?(?:[A-Za-z0-9 _:/@,;=<>~#%&"'!-]|\\[.+*?()[\]{}|^$/\\]|\[(?:[A-Za-z0-9](?:-[A-Za-z0-9])?|[ _:/@.])+\])*\$?$/

/**
 * Patterns that match texts of one length only (letters and ASCII classes, no repetition, no choice) give JavaScript's
 * engine nothing to go back to, so it is linear as well and means the same.
 */
function fixedLengthTest(pattern: string): ((text: string) => boolean) | undefined {
  if (!fixedLengthPattern.test(pattern) || !re2Test(pattern)) return undefined
  const expression = new RegExp(pattern, 'u')
  return (text) => expression.test(text)
}

function re2Test(pattern: string): ((text: string) => boolean) | undefined {
  try {
    const program = RE2JS.compile(pattern)
    return (text) => program.test(text)
  } catch {
    return undefined
  }
}

const captures = new Map<string, ((text: string) => string | null) | undefined>()

/**
 * What the first group of an RE2 pattern captures, or the whole match of a pattern without groups; null when it is not
 * found. Undefined when the pattern is wrong. Compiled once.
 */
export function patternCapture(pattern: string): ((text: string) => string | null) | undefined {
  if (captures.has(pattern)) return captures.get(pattern)
  if (captures.size >= cacheLimit) captures.clear()
  const capture = re2Capture(pattern)
  captures.set(pattern, capture)
  return capture
}

function re2Capture(pattern: string): ((text: string) => string | null) | undefined {
  try {
    const program = RE2JS.compile(pattern)
    const group = Math.min(program.groupCount(), 1)
    return (text) => {
      const matcher = program.matcher(text)
      return matcher.find() ? matcher.group(group) : null
    }
  } catch {
    return undefined
  }
}

/** A test for the whole of a text against `*` and `?`, in linear time. */
export function globTest(pattern: string, ignoreCase = false): (text: string) => boolean {
  const quoted = pattern
    .replace(/[.+^$|(){}[\]\\]/g, '\\$&')
    .replace(/[*?]/g, (wildcard) => (wildcard === '*' ? '(?s:.*)' : '(?s:.)'))
  return patternTest(`${ignoreCase ? '(?i)' : ''}\\A${quoted}\\z`) ?? (() => false)
}
