import type { Diagnostic } from '../../core/diagnostics.js'
import { type LocatedScalar, type LocatedValue, rangeOf } from '../source/located-value.js'
import { configurationDiagnostics } from './diagnostics.js'

/** Texts by which credentials give themselves away; the vendors' own prefixes. */
const patterns: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['an AWS secret key', /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9/+]{40}$/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a Google API key', /\bAIza[A-Za-z0-9_-]{35}\b/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})\b/],
  ['a Slack token', /\bxox[abprs]-[A-Za-z0-9-]{10,}/],
  ['an Azure storage key', /\bAccountKey=[A-Za-z0-9+/=]{40,}/],
  ['a JSON Web Token', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./],
  ['a password in a URL', /:\/\/[^/\s:@]+:[^/\s:@]+@/],
]

const secretKeys = /^(?:.*secret.*|.*password.*|.*(?:access|api|private)[-_]?key.*|.*[-_]?token)$/i

/** Finds texts in the configuration that look like credentials. */
export function findCredentials(root: LocatedValue): readonly Diagnostic[] {
  return scalarsOf(root).flatMap(({ key, scalar }) => {
    if (typeof scalar.value !== 'string' || scalar.value === '') return []
    const text = scalar.value
    const named = key !== undefined && secretKeys.test(key) ? `a credential under \`${key}\`` : undefined
    const kind = patterns.find(([, pattern]) => pattern.test(text))?.[0] ?? named
    if (kind === undefined) return []
    return [configurationDiagnostics.report('credential-in-configuration', { kind }, { range: rangeOf(scalar) })]
  })
}

function scalarsOf(value: LocatedValue, key?: string): readonly { key: string | undefined; scalar: LocatedScalar }[] {
  switch (value.kind) {
    case 'scalar':
      return [{ key, scalar: value }]
    case 'list':
      return value.items.flatMap((item) => scalarsOf(item, key))
    case 'mapping':
      return value.entries.flatMap((entry) => scalarsOf(entry.value, entry.key))
    case 'function':
    case 'unreadable':
      return []
  }
}
