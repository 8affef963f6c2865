/**
 * Finds where each character of a value stands in the source it was read from: a YAML scalar of any style, a string or
 * template literal. Gives an offset into `raw` for every UTF-16 unit of `value` and one for its end, or undefined when
 * the two do not match.
 */
export function alignText(value: string, raw: string): readonly number[] | undefined {
  const offsets: number[] = []
  let at = contentStart(raw)
  const escapes = raw[0] === '"' || raw[0] === "'" || raw[0] === '`'
  for (let index = 0; index < value.length; ) {
    const character = value[index] ?? ''
    if (raw[at] === '\\' && escapes && raw[0] !== "'") {
      const sequence = readEscape(raw, at)
      for (let unit = 0; unit < sequence.units; unit++) offsets.push(at)
      index += sequence.units
      at += sequence.length
    } else if (raw[at] === character) {
      offsets.push(at)
      at += raw[0] === "'" && character === "'" && raw[at + 1] === "'" ? 2 : 1
      index++
    } else if (isSpace(raw[at])) {
      if (isSpace(character)) {
        offsets.push(at)
        index++
      }
      at++
    } else if (isSpace(character)) {
      offsets.push(at)
      index++
    } else return undefined
  }
  offsets.push(Math.min(at, raw.length))
  return offsets
}

function contentStart(raw: string): number {
  const header = /^[|>][^\n]*\n/.exec(raw)
  if (header) return header[0].length
  return /^["'`]/.test(raw) ? 1 : 0
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r'
}

const escapePattern = /\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|\r?\n[ \t]*)/y

function readEscape(raw: string, at: number): { length: number; units: number } {
  escapePattern.lastIndex = at
  const match = escapePattern.exec(raw)
  if (!match) return { length: 2, units: 1 }
  const digits = match[1] ?? match[2] ?? match[3] ?? match[4]
  if (digits === undefined) return { length: match[0].length, units: 0 }
  return { length: match[0].length, units: Number.parseInt(digits, 16) > 0xffff ? 2 : 1 }
}
