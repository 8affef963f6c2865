import type { ReportProblem, Token } from './tokens.js'

/** How a quoted text begins: its prefix letters and its quotation mark. */
export interface QuotedTextStart {
  readonly raw: boolean
  readonly bytes: boolean
  readonly quote: string
  readonly length: number
}

const opening = /([rR]?[bB]?|[bB][rR])("""|'''|"|')/y

/** Tells whether a quoted text begins here. */
export function quotedTextStart(text: string, at: number): QuotedTextStart | undefined {
  opening.lastIndex = at
  const match = opening.exec(text)
  if (!match) return undefined
  const [whole, prefix = '', quote = ''] = match
  return { raw: /r/i.test(prefix), bytes: /b/i.test(prefix), quote, length: whole.length }
}

/** The token of a quoted text with its escapes resolved; an unterminated one ends with the line or the text. */
export function lexQuotedText(text: string, start: number, begun: QuotedTextStart, problem: ReportProblem): Token {
  const bodyStart = start + begun.length
  const bodyEnd = endOfBody(text, bodyStart, begun)
  const closed = text.startsWith(begun.quote, bodyEnd)
  const end = closed ? bodyEnd + begun.quote.length : bodyEnd
  if (!closed) problem({ start, end }, 'the text has no closing quotation mark', { instead: `add ${begun.quote}` })
  const body = text.slice(bodyStart, bodyEnd).replace(/\r\n?/g, begun.quote.length === 3 ? '\n' : '$&')
  const parts = begun.raw ? [body] : resolveEscapes(body, bodyStart, begun.bytes, problem)
  const value = begun.bytes
    ? ({ of: 'bytes', value: base64(Buffer.concat(parts.map(bytesOf))) } as const)
    : ({ of: 'string', value: parts.join('') } as const)
  return { kind: 'literal', value, start, end }
}

function endOfBody(text: string, from: number, { quote, raw }: QuotedTextStart): number {
  for (let at = from; at < text.length; at++) {
    if (text.startsWith(quote, at)) return at
    if (quote.length === 1 && (text[at] === '\n' || text[at] === '\r')) return at
    if (text[at] === '\\' && !raw) at++
  }
  return text.length
}

function bytesOf(part: string | number): Uint8Array {
  return typeof part === 'number' ? Uint8Array.of(part) : Buffer.from(part, 'utf8')
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

const plainEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '?': '?',
  '"': '"',
  "'": "'",
  '`': '`',
}

const escapePattern =
  /\\(?:([abfnrtv\\?"'`])|[xX]([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0-3][0-7]{2}))/y

/** Texts and single bytes (the numbers) in order. */
function resolveEscapes(body: string, offset: number, bytes: boolean, problem: ReportProblem): (string | number)[] {
  const parts: (string | number)[] = []
  let at = 0
  while (at < body.length) {
    const next = body.indexOf('\\', at)
    if (next !== at) {
      parts.push(body.slice(at, next === -1 ? body.length : next))
      at = next === -1 ? body.length : next
      continue
    }
    escapePattern.lastIndex = at
    const match = escapePattern.exec(body)
    const part = match ? escapedPart(match, bytes) : undefined
    const length = match?.[0].length ?? 2
    if (part === undefined) {
      const span = { start: offset + at, end: offset + Math.min(at + length, body.length) }
      problem(span, `\`${body.slice(at, at + length)}\` is not an escape`, { instead: 'write `\\\\` for a backslash' })
    } else parts.push(part)
    at += length
  }
  return parts
}

function escapedPart(match: RegExpExecArray, bytes: boolean): string | number | undefined {
  const [, plain, hexadecimal, short, long, octal] = match
  if (plain !== undefined) return plainEscapes[plain]
  const code = octal === undefined ? Number.parseInt(hexadecimal ?? short ?? long ?? '', 16) : Number.parseInt(octal, 8)
  if (bytes && (hexadecimal !== undefined || octal !== undefined)) return code
  if (bytes || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined
  return String.fromCodePoint(code)
}
