/** A word of a JMESPath expression; `at` is its offset. */
export interface Token {
  readonly kind:
    | 'name'
    | 'quoted'
    | 'raw'
    | 'literal'
    | 'number'
    | 'end'
    | '.'
    | '*'
    | '['
    | ']'
    | '[]'
    | '[?'
    | '('
    | ')'
    | '{'
    | '}'
    | ','
    | ':'
    | '@'
    | '&'
    | '|'
    | '||'
    | '&&'
    | '!'
    | '=='
    | '!='
    | '<'
    | '<='
    | '>'
    | '>='
  readonly text: string
  readonly at: number
}

/** Thrown by the parser for a text that is not JMESPath, and caught where parsing begins. */
export class JmesPathError extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message)
  }
}

const symbols = ['[]', '[?', '||', '&&', '==', '!=', '<=', '>=', ...'.*[](){},:@&|!<>'] as const
const patterns = [
  ['name', /^[A-Za-z_][A-Za-z0-9_]*/],
  ['number', /^-?\d+/],
  ['quoted', /^"(?:[^"\\]|\\.)*"/],
  ['raw', /^'(?:[^'\\]|\\.)*'/],
  ['literal', /^`(?:[^`\\]|\\.)*`/],
] as const

/** Splits an expression into tokens, ending with one of kind `end`. */
export function tokenize(expression: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < expression.length) {
    if (/\s/.test(expression.charAt(at))) at++
    else {
      const token = tokenAt(expression, at)
      tokens.push(token)
      at += token.text.length
    }
  }
  return [...tokens, { kind: 'end', text: '', at }]
}

function tokenAt(expression: string, at: number): Token {
  const rest = expression.slice(at)
  for (const [kind, pattern] of patterns) {
    const found = pattern.exec(rest)
    if (found) return { kind, text: found[0], at }
  }
  const symbol = symbols.find((candidate) => rest.startsWith(candidate))
  if (symbol === undefined) throw new JmesPathError(`unexpected \`${rest.charAt(0)}\``, at)
  return { kind: symbol as Token['kind'], text: symbol, at }
}
