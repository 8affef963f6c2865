import ipaddr from 'ipaddr.js'
import { RE2JS } from 're2js'
import type { ExpressionNode } from '../../../core/expression.js'
import { parseInstant, parseSpan } from '../../../core/temporal.js'
import type { Span } from '../syntax.js'
import type { CheckContext } from './context.js'

type TextCheck = (text: string, span: Span, context: CheckContext) => void

const pattern: TextCheck = (text, span, context) => {
  const problem = patternProblem(text)
  if (problem !== undefined) context.report('invalid-pattern', { problem }, span)
}

function literal(what: 'duration' | 'timestamp' | 'network' | 'address', valid: (text: string) => boolean): TextCheck {
  return (text, span, context) => {
    if (!valid(text)) context.report('invalid-literal', { what, text }, span)
  }
}

const network = literal('network', isNetwork)
const address = literal('address', (text) => isNetwork(text) || isAddress(text))
const duration = literal('duration', (text) => parseSpan(text) !== undefined)
const timestamp = literal('timestamp', (text) => parseInstant(text) !== undefined)

/** By function: what the text literals among its arguments must look like. */
const checks: Readonly<Record<string, readonly (TextCheck | undefined)[]>> = {
  matches: [undefined, pattern],
  matchesIgnoreCase: [undefined, pattern],
  duration: [duration],
  timestamp: [timestamp],
  ageDays: [timestamp],
  daysUntil: [timestamp],
  cidrContains: [network, address],
  cidrOverlaps: [network, network],
  cidrPrefix: [network],
  isPublicCidr: [address],
  isPublicIp: [address],
}

/** Reports the literal arguments of a call that its function could never read. */
export function checkTextArguments(
  name: string,
  nodes: readonly ExpressionNode[],
  parts: readonly Span[],
  context: CheckContext,
): void {
  const wanted = Object.hasOwn(checks, name) ? checks[name] : undefined
  wanted?.forEach((check, at) => {
    const node = nodes[at]
    const span = parts[at]
    if (check && span && node?.kind === 'literal' && node.value.of === 'string') check(node.value.value, span, context)
  })
}

function patternProblem(text: string): string | undefined {
  try {
    RE2JS.compile(text)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function isNetwork(text: string): boolean {
  return ipaddr.IPv4.isValidCIDRFourPartDecimal(text) || ipaddr.IPv6.isValidCIDR(text)
}

function isAddress(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text)
}
