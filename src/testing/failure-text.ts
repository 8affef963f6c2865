import type { Explanation } from '../engine/index.js'
import type { PolicyTestResult } from './run-policy-tests.js'

const valueLength = 80

/** Says what was expected, what came out, and which parts of the conditions decided that. */
export function failureText(
  { policy, name, expected, actual, unknown }: PolicyTestResult,
  { violates, applies }: { readonly violates: Explanation; readonly applies: Explanation | undefined },
): string {
  const reason = unknown ? ` (${unknown.message})` : ''
  return [
    `${policy}: ${name}: expected ${expected}, but it is ${actual}${reason}`,
    ...(applies ? ['applies', ...decisiveLines(applies, 1)] : []),
    'violates',
    ...decisiveLines(violates, 1),
  ].join('\n')
}

function decisiveLines(part: Explanation, depth: number): string[] {
  const line = `${'  '.repeat(depth)}${part.path ?? part.kind} is ${outcomeText(part)}`
  const decisive = part.children.filter((child) => child.decisive && child.kind !== 'literal')
  return [line, ...decisive.flatMap((child) => decisiveLines(child, depth + 1))]
}

function outcomeText({ outcome, value, unknown }: Explanation): string {
  if (unknown) return `unknown: ${unknown.message}`
  if (outcome !== 'value') return outcome
  const text = JSON.stringify(value) ?? 'null'
  return text.length > valueLength ? `${text.slice(0, valueLength)}…` : text
}
