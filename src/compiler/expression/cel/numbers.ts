import type { ReportProblem, Token } from './tokens.js'

const largestUnsigned = 2n ** 64n - 1n
/** One more than the largest int, because a minus sign may stand before it; the parser checks the sign. */
export const largestMagnitude = 2n ** 63n

/** The token of a number that the lexer found; whole numbers beyond 64 bits are reported. */
export function lexNumber(text: string, start: number, problem: ReportProblem): Token {
  const end = start + text.length
  const hexadecimal = /^0x/i.test(text)
  if (!hexadecimal && /[.e]/i.test(text)) {
    if (/u$/i.test(text)) problem({ start, end }, `\`${text}\` is not a number`)
    return { kind: 'literal', value: { of: 'double', value: String(Number.parseFloat(text)) }, start, end }
  }
  const unsigned = /u$/i.test(text)
  const value = BigInt(unsigned ? text.slice(0, -1) : text)
  if (value > (unsigned ? largestUnsigned : largestMagnitude)) {
    problem({ start, end }, `\`${text}\` is too large for a whole number`)
    return { kind: 'literal', value: { of: 'double', value: String(Number(value)) }, start, end }
  }
  return { kind: 'literal', value: { of: unsigned ? 'uint' : 'int', value: String(value) }, start, end }
}
