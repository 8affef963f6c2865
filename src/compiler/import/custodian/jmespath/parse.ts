import type { Comparator, JmesPath } from './syntax.js'
import { JmesPathError, type Token, tokenize } from './tokens.js'

const binding: Partial<Record<Token['kind'], number>> = {
  '|': 1,
  '||': 2,
  '&&': 3,
  '==': 5,
  '!=': 5,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '[]': 9,
  '*': 20,
  '[?': 21,
  '.': 40,
  '!': 45,
  '[': 55,
  '(': 60,
}
const projectionStop = 10
const current: JmesPath = { kind: 'current' }

/** Parses a JMESPath expression (jmespath.org, as jmespath.py 1 does); throws `JmesPathError`. */
export function parseJmesPath(expression: string): JmesPath {
  const parser = new Parser(tokenize(expression))
  return parser.whole()
}

class Parser {
  private position = 0

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): JmesPath {
    const tree = this.expression(0)
    this.expect('end')
    return tree
  }

  private get next(): Token {
    return this.tokens[this.position] as Token
  }

  private take(): Token {
    const token = this.next
    this.position++
    return token
  }

  private expect(kind: Token['kind']): Token {
    if (this.next.kind !== kind) throw this.unexpected()
    return this.take()
  }

  private unexpected(): JmesPathError {
    const found = this.next.kind === 'end' ? 'the expression ends too early' : `unexpected \`${this.next.text}\``
    return new JmesPathError(found, this.next.at)
  }

  private accept(kind: Token['kind']): boolean {
    if (this.next.kind !== kind) return false
    this.position++
    return true
  }

  private expression(power: number): JmesPath {
    let left = this.prefix()
    while (power < (binding[this.next.kind] ?? 0)) left = this.infix(left)
    return left
  }

  private prefix(): JmesPath {
    const token = this.take()
    switch (token.kind) {
      case 'name':
        return this.next.kind === '(' ? this.functionCall(token.text) : { kind: 'field', name: token.text }
      case 'quoted':
        return { kind: 'field', name: JSON.parse(token.text) as string }
      case 'raw':
        return { kind: 'literal', value: token.text.slice(1, -1).replaceAll("\\'", "'") }
      case 'literal':
        return { kind: 'literal', value: parseLiteral(token) }
      case '@':
        return current
      case '*':
        return { kind: 'projection', over: 'values', left: current, right: this.projected(20) }
      case '!':
        return { kind: 'not', operand: this.expression(45) }
      case '&':
        return { kind: 'reference', operand: this.expression(0) }
      case '(':
        return this.parenthesised()
      case '{':
        return this.multiSelectObject()
      case '[]':
        return this.flattened(current)
      case '[?':
        return this.filtered(current)
      case '[':
        return this.bracketed(current, true)
      default:
        this.position--
        throw this.unexpected()
    }
  }

  private infix(left: JmesPath): JmesPath {
    const token = this.take()
    switch (token.kind) {
      case '.':
        return this.dotted(left)
      case '|':
        return { kind: 'pipe', left, right: this.expression(1) }
      case '||':
        return { kind: 'or', left, right: this.expression(2) }
      case '&&':
        return { kind: 'and', left, right: this.expression(3) }
      case '[]':
        return this.flattened(left)
      case '[?':
        return this.filtered(left)
      case '[':
        return this.bracketed(left, false)
      case '==':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
        return { kind: 'comparison', operator: token.kind satisfies Comparator, left, right: this.expression(5) }
      default:
        this.position--
        throw this.unexpected()
    }
  }

  private parenthesised(): JmesPath {
    const inner = this.expression(0)
    this.expect(')')
    return inner
  }

  private dotted(left: JmesPath): JmesPath {
    if (this.accept('*')) return { kind: 'projection', over: 'values', left, right: this.projected(20) }
    return { kind: 'chain', left, right: this.afterDot(40) }
  }

  private afterDot(power: number): JmesPath {
    if (this.next.kind === 'name' || this.next.kind === 'quoted' || this.next.kind === '*')
      return this.expression(power)
    if (this.accept('[')) return this.multiSelectList()
    if (this.accept('{')) return this.multiSelectObject()
    throw this.unexpected()
  }

  private flattened(left: JmesPath): JmesPath {
    return { kind: 'projection', over: 'list', left: { kind: 'flatten', left }, right: this.projected(9) }
  }

  private filtered(left: JmesPath): JmesPath {
    const condition = this.expression(0)
    this.expect(']')
    const right = this.next.kind === '[]' ? current : this.projected(21)
    return { kind: 'projection', over: 'list', left, right, condition }
  }

  private bracketed(left: JmesPath, first: boolean): JmesPath {
    if (this.next.kind === 'number' || this.next.kind === ':') return this.indexed(left)
    if (this.next.kind === '*' && this.tokens[this.position + 1]?.kind === ']') {
      this.position += 2
      return { kind: 'projection', over: 'list', left, right: this.projected(20) }
    }
    if (first) return this.multiSelectList()
    throw this.unexpected()
  }

  private indexed(left: JmesPath): JmesPath {
    const parts: (number | undefined)[] = [undefined]
    while (this.next.kind !== ']') {
      if (this.accept(':')) parts.push(undefined)
      else parts[parts.length - 1] = Number(this.expect('number').text)
    }
    this.expect(']')
    if (parts.length === 1) return { kind: 'chain', left, right: { kind: 'index', position: parts[0] ?? 0 } }
    const sliced: JmesPath = { kind: 'chain', left, right: { kind: 'slice', parts } }
    return { kind: 'projection', over: 'list', left: sliced, right: this.projected(20) }
  }

  private projected(power: number): JmesPath {
    const next = this.next.kind
    if ((binding[next] ?? 0) < projectionStop) return current
    if (next === '[' || next === '[?') return this.expressionAfter(power)
    if (this.accept('.')) return this.afterDot(power)
    throw this.unexpected()
  }

  private expressionAfter(power: number): JmesPath {
    let left: JmesPath = current
    while (power < (binding[this.next.kind] ?? 0)) left = this.infix(left)
    return left
  }

  private functionCall(name: string): JmesPath {
    this.expect('(')
    const inputs: JmesPath[] = []
    while (!this.accept(')')) {
      inputs.push(this.expression(0))
      if (this.next.kind !== ')') this.expect(',')
    }
    return { kind: 'function', name, inputs }
  }

  private multiSelectList(): JmesPath {
    const items = [this.expression(0)]
    while (this.accept(',')) items.push(this.expression(0))
    this.expect(']')
    return { kind: 'select', items }
  }

  private multiSelectObject(): JmesPath {
    const members: [string, JmesPath][] = []
    do {
      const key = this.next.kind === 'quoted' ? (JSON.parse(this.take().text) as string) : this.expect('name').text
      this.expect(':')
      members.push([key, this.expression(0)])
    } while (this.accept(','))
    this.expect('}')
    return { kind: 'object', members: Object.fromEntries(members) }
  }
}

/** Literals are JSON between backticks; jmespath.py takes anything else there as a text. */
function parseLiteral(token: Token): unknown {
  const content = token.text.slice(1, -1).replaceAll('\\`', '`').trimStart()
  try {
    return JSON.parse(content)
  } catch {
    return content
  }
}
