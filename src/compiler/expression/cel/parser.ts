import type { ArithmeticOperator, ComparisonOperator } from '../../../core/expression.js'
import { depthLimit, type Span, type Syntax } from '../syntax.js'
import { expandMacro } from './macros.js'
import { largestMagnitude } from './numbers.js'
import type { ReportProblem, Token } from './tokens.js'

const comparisons = ['==', '!=', '<', '<=', '>', '>=', 'in']
const words: Readonly<Record<string, string>> = { and: '&&', or: '||', is: '==', not: '!' }
const reserved = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(' '),
)

/** What the parser reports to: problems of the grammar, and nesting beyond the limit. */
export interface ParserReports {
  readonly problem: ReportProblem
  readonly tooDeep: (span: Span) => void
}

/** Reads the tokens of a CEL text. Unreadable parts are reported, skipped and stand as `unreadable`. */
export function parseTokens(tokens: readonly Token[], reports: ParserReports): Syntax {
  const parser = new Parser(tokens, reports)
  return parser.whole()
}

class Parser {
  private at = 0
  private depth = 0

  constructor(
    private readonly tokens: readonly Token[],
    private readonly reports: ParserReports,
  ) {}

  whole(): Syntax {
    const syntax = this.expression()
    if (this.token.kind !== 'end') this.unexpected('after the end of the expression')
    return syntax
  }

  private get token(): Token {
    return this.tokens[this.at] ?? { kind: 'end', start: 0, end: 0 }
  }

  private get previousEnd(): number {
    return this.tokens[this.at - 1]?.end ?? 0
  }

  private isSymbol(...symbols: string[]): boolean {
    return this.token.kind === 'symbol' && symbols.includes(this.token.symbol)
  }

  private take(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false
    this.at++
    return true
  }

  private expression(): Syntax {
    if (this.depth >= depthLimit) return this.abandon()
    this.depth++
    const condition = this.disjunction()
    const syntax = this.take('?') ? this.conditional(condition) : condition
    this.depth--
    return syntax
  }

  private conditional(condition: Syntax): Syntax {
    const yes = this.disjunction()
    this.expect(':')
    const no = this.expression()
    return { kind: 'conditional', condition, yes, no, start: condition.start, end: no.end }
  }

  private disjunction(): Syntax {
    return this.logic('or', '||', () => this.logic('and', '&&', () => this.relation()))
  }

  private logic(kind: 'and' | 'or', symbol: string, operand: () => Syntax): Syntax {
    const first = operand()
    const operands = [first]
    while (this.take(symbol) || this.takeWord(symbol)) operands.push(operand())
    return operands.length === 1
      ? first
      : { kind, operands, start: first.start, end: operands.at(-1)?.end ?? first.end }
  }

  /** `and`, `or`: reported, and read as what they mean. */
  private takeWord(symbol: string): boolean {
    const { token } = this
    if (token.kind !== 'name' || words[token.name] !== symbol) return false
    this.reports.problem(token, `\`${token.name}\` is not an operator`, { instead: `write \`${symbol}\``, fix: symbol })
    this.at++
    return true
  }

  private relation(): Syntax {
    let left = this.sum()
    while (this.isSymbol(...comparisons)) {
      const operator = this.symbol()
      const right = this.sum()
      const span = { start: left.start, end: right.end }
      left =
        operator === 'in'
          ? { kind: 'membership', element: left, container: right, ...span }
          : { kind: 'compare', operator: operator as ComparisonOperator, left, right, ...span }
    }
    return left
  }

  private sum(): Syntax {
    return this.arithmetic(['+', '-'], () => this.arithmetic(['*', '/', '%'], () => this.unary()))
  }

  private arithmetic(symbols: string[], operand: () => Syntax): Syntax {
    let left = operand()
    while (this.isSymbol(...symbols)) {
      const operator = this.symbol() as ArithmeticOperator
      const right = operand()
      left = { kind: 'arithmetic', operator, left, right, start: left.start, end: right.end }
    }
    return left
  }

  private symbol(): string {
    const { token } = this
    this.at++
    return token.kind === 'symbol' ? token.symbol : ''
  }

  private unary(): Syntax {
    const { start } = this.token
    if (this.isSymbol('-') && this.isNumber(this.tokens[this.at + 1])) return this.member(this.negativeNumber())
    if (!this.isSymbol('!', '-')) return this.member(this.primary())
    if (this.depth >= depthLimit) return this.abandon()
    this.depth++
    const kind = this.symbol() === '!' ? 'not' : 'negate'
    const operand = this.unary()
    this.depth--
    return { kind, operand, start, end: operand.end }
  }

  private isNumber(token: Token | undefined): boolean {
    return token?.kind === 'literal' && (token.value.of === 'int' || token.value.of === 'double')
  }

  private negativeNumber(): Syntax {
    const { start } = this.token
    this.at++
    const { token } = this
    this.at++
    if (token.kind !== 'literal' || (token.value.of !== 'int' && token.value.of !== 'double'))
      return this.unreadable(token)
    const value = { of: token.value.of, value: token.value.value === '0' ? '0' : `-${token.value.value}` }
    if (value.of === 'double' && token.value.value === '0') value.value = '-0'
    return { kind: 'literal', value, start, end: token.end }
  }

  private primary(): Syntax {
    const { token } = this
    if (token.kind === 'literal') return this.literal()
    if (token.kind === 'name' || this.isSymbol('.')) return this.name()
    if (this.take('(')) return this.parenthesised(token.start)
    if (this.take('[')) {
      const elements = this.sequence(']', () => this.expression())
      return { kind: 'list', elements, start: token.start, end: this.previousEnd }
    }
    if (this.take('{')) return this.map(token.start)
    this.unexpected('where a value was expected')
    return this.unreadable(token)
  }

  private literal(): Syntax {
    const { token } = this
    this.at++
    if (token.kind !== 'literal') return this.unreadable(token)
    if (token.value.of === 'int' && BigInt(token.value.value) === largestMagnitude) {
      this.reports.problem(token, `\`${token.value.value}\` is too large for a whole number`)
    }
    return { kind: 'literal', value: token.value, start: token.start, end: token.end }
  }

  private parenthesised(start: number): Syntax {
    const inner = this.expression()
    this.close(')')
    return { ...inner, start, end: this.previousEnd }
  }

  private name(): Syntax {
    const { start } = this.token
    const absolute = this.take('.')
    const { token } = this
    if (token.kind !== 'name') {
      this.unexpected('where a name was expected')
      return this.unreadable(token)
    }
    this.at++
    if (words[token.name] === '!' && this.startsValue()) {
      this.reports.problem(token, '`not` is not an operator', {
        instead: 'write `!`',
        // At the very beginning, YAML would take it for a tag.
        ...(token.start === 0 ? {} : { fix: '!' }),
      })
      const operand = this.unary()
      return { kind: 'not', operand, start, end: operand.end }
    }
    if (reserved.has(token.name)) this.reports.problem(token, `\`${token.name}\` is a reserved word`)
    const span = { start, end: token.end }
    if (this.isSymbol('(')) return this.call({ name: token.name, nameSpan: token, start })
    return { kind: 'identifier', name: token.name, ...(absolute ? { absolute } : {}), ...span }
  }

  private startsValue(): boolean {
    return this.token.kind === 'name' || this.token.kind === 'literal'
  }

  private call(begun: { name: string; nameSpan: Span; start: number; target?: Syntax }): Syntax {
    this.at++
    const { name, target, start } = begun
    const nameSpan = { start: begun.nameSpan.start, end: begun.nameSpan.end }
    const values = this.sequence(')', () => this.expression())
    const call = { name, nameSpan, ...(target ? { target } : {}), arguments: values, start, end: this.previousEnd }
    return expandMacro(call, this.reports.problem)
  }

  private member(first: Syntax): Syntax {
    let operand = first
    for (;;) {
      if (this.take('.')) operand = this.field(operand)
      else if (this.take('[')) {
        const index = this.expression()
        this.close(']')
        operand = { kind: 'index', operand, index, start: operand.start, end: this.previousEnd }
      } else if (this.isSymbol('{') && isQualifiedName(operand)) operand = this.message(operand)
      else return operand
    }
  }

  private field(operand: Syntax): Syntax {
    const { token } = this
    if (token.kind === 'end' || (token.kind !== 'quoted' && !fieldName(token))) {
      this.unexpected('where a property was expected')
      return { kind: 'unreadable', start: operand.start, end: this.previousEnd }
    }
    this.at++
    const name = token.kind === 'quoted' ? token.name : (fieldName(token) ?? '')
    if (token.kind !== 'quoted' && this.isSymbol('(')) {
      return this.call({ name, nameSpan: token, target: operand, start: operand.start })
    }
    const fieldSpan = { start: token.start, end: token.end }
    return { kind: 'select', operand, field: name, fieldSpan, start: operand.start, end: token.end }
  }

  private message(type: Syntax): Syntax {
    const { start } = type
    this.at++
    const fields = this.sequence('}', () => {
      this.at++
      this.expect(':')
      return this.expression()
    })
    return { kind: 'message', name: 'message', fields, start, end: this.previousEnd }
  }

  private map(start: number): Syntax {
    const entries = this.sequence('}', () => {
      const key = this.expression()
      this.expect(':')
      return { key, value: this.expression() }
    })
    return { kind: 'map', entries, start, end: this.previousEnd }
  }

  /** Comma-separated items up to the closing symbol; an unreadable item is skipped to the next comma. */
  private sequence<Item>(closing: string, item: () => Item): Item[] {
    const items: Item[] = []
    while (this.token.kind !== 'end' && !this.isSymbol(closing)) {
      const before = this.at
      items.push(item())
      if (!this.isSymbol(',', closing)) this.skipTo([',', closing], 'in a list of values')
      if (!this.take(',') && this.at === before) break
    }
    this.close(closing)
    return items
  }

  private close(symbol: string): void {
    if (this.take(symbol)) return
    if (this.token.kind === 'end') this.unexpected(`where \`${symbol}\` was expected`)
    else {
      this.skipTo([symbol], `where \`${symbol}\` was expected`)
      this.take(symbol)
    }
  }

  private expect(symbol: string): void {
    if (!this.take(symbol)) this.unexpected(`where \`${symbol}\` was expected`)
  }

  /** Reports the token and goes on to one of the symbols at the same level of brackets. */
  private skipTo(symbols: string[], place: string): void {
    this.unexpected(place)
    for (let level = 0; this.token.kind !== 'end'; this.at++) {
      if (level === 0 && this.isSymbol(...symbols)) return
      if (this.isSymbol('(', '[', '{')) level++
      else if (this.isSymbol(')', ']', '}') && --level < 0) return
    }
  }

  private reportedAt = -1

  private unexpected(place: string): void {
    if (this.reportedAt === this.at) return
    this.reportedAt = this.at
    const { token } = this
    const what = token.kind === 'end' ? 'the expression ends' : `unexpected ${tokenText(token)}`
    this.reports.problem(token, `${what} ${place}`)
  }

  private unreadable(span: Span): Syntax {
    return { kind: 'unreadable', start: span.start, end: span.end }
  }

  /** Gives up the rest of the text, because it nests too deeply to be read. */
  private abandon(): Syntax {
    const { token } = this
    this.reports.tooDeep(token)
    this.at = this.tokens.length - 1
    this.reportedAt = this.at
    return this.unreadable(token)
  }
}

function isQualifiedName(syntax: Syntax): boolean {
  if (syntax.kind === 'select') return isQualifiedName(syntax.operand)
  return syntax.kind === 'identifier'
}

function fieldName(token: Token): string | undefined {
  if (token.kind === 'name') return token.name
  return token.kind === 'symbol' && token.symbol === 'in' ? 'in' : undefined
}

function tokenText(token: Token): string {
  switch (token.kind) {
    case 'symbol':
      return `\`${token.symbol}\``
    case 'name':
    case 'quoted':
      return `\`${token.name}\``
    case 'literal':
      return token.value.of === 'string' ? 'text' : `\`${'value' in token.value ? token.value.value : 'null'}\``
    case 'end':
      return 'end'
  }
}
