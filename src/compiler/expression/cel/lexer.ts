import { lexNumber } from './numbers.js'
import { lexQuotedText, quotedTextStart } from './quoted-texts.js'
import type { ReportProblem, Token } from './tokens.js'

const space = /[ \t\r\n\f]+|\/\/[^\n]*/y
const name = /[A-Za-z_][A-Za-z0-9_]*/y
const number = /(?:0[xX][0-9A-Fa-f]+[uU]?|(?:\d+\.\d+|\d+|\.\d+)(?:[eE][+-]?\d+)?[uU]?)/y
const quotedName = /`([A-Za-z0-9_.\-/ ]+)`/y
const symbol = /==|!=|<=|>=|&&|\|\||[-+*/%!<>?:.,()[\]{}]/y

/** What people write who know other languages, and what CEL has instead. */
const foreign: readonly (readonly [RegExp, string])[] = [
  [/===/y, '=='],
  [/!==/y, '!='],
  [/=/y, '=='],
  [/&/y, '&&'],
  [/\|/y, '||'],
]

/** Splits a CEL text into tokens with exact places. Always ends with an `end` token, whatever the text. */
export function lexCel(text: string, problem: ReportProblem): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const skipped = match(space, text, at)
    if (skipped) {
      at += skipped.length
      continue
    }
    const token = lexToken(text, at, problem)
    if (token) tokens.push(token)
    at = token ? token.end : at + 1
  }
  tokens.push({ kind: 'end', start: text.length, end: text.length })
  return tokens
}

function lexToken(text: string, start: number, problem: ReportProblem): Token | undefined {
  const opening = quotedTextStart(text, start)
  if (opening) return lexQuotedText(text, start, opening, problem)
  const digits = match(number, text, start)
  if (digits) return lexNumber(digits, start, problem)
  const word = match(name, text, start)
  if (word) return lexWord(word, start)
  const quoted = match(quotedName, text, start)
  if (quoted) return { kind: 'quoted', name: quoted.slice(1, -1), start, end: start + quoted.length }
  return lexSymbol(text, start, problem)
}

function lexWord(word: string, start: number): Token {
  const end = start + word.length
  if (word === 'true' || word === 'false') {
    return { kind: 'literal', value: { of: 'bool', value: word === 'true' }, start, end }
  }
  if (word === 'null') return { kind: 'literal', value: { of: 'null' }, start, end }
  if (word === 'in') return { kind: 'symbol', symbol: 'in', start, end }
  return { kind: 'name', name: word, start, end }
}

function lexSymbol(text: string, start: number, problem: ReportProblem): Token | undefined {
  for (const [pattern, meant] of foreign.slice(0, 2)) {
    const token = lexForeign(text, start, pattern, meant, problem)
    if (token) return token
  }
  const known = match(symbol, text, start)
  if (known) return { kind: 'symbol', symbol: known, start, end: start + known.length }
  for (const [pattern, meant] of foreign.slice(2)) {
    const token = lexForeign(text, start, pattern, meant, problem)
    if (token) return token
  }
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0)
  problem({ start, end: start + character.length }, `unexpected character \`${character}\``)
  return undefined
}

function lexForeign(
  text: string,
  start: number,
  pattern: RegExp,
  meant: string,
  problem: ReportProblem,
): Token | undefined {
  const found = match(pattern, text, start)
  if (!found) return undefined
  const end = start + found.length
  problem({ start, end }, `\`${found}\` is not an operator`, { instead: `write \`${meant}\``, fix: meant })
  return { kind: 'symbol', symbol: meant, start, end }
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}
