import type { ValueType } from '../expression.js'

/** A type in a signature; a variable stands for one type throughout the signature. */
export type SignatureType =
  | Exclude<ValueType, { kind: 'list' | 'map' }>
  | { readonly kind: 'list'; readonly items: SignatureType }
  | { readonly kind: 'map'; readonly keys: SignatureType; readonly values: SignatureType }
  | { readonly kind: 'variable'; readonly name: string }

/** One overload of a function. */
export interface Signature {
  readonly parameters: readonly { readonly name: string; readonly type: SignatureType }[]
  readonly result: SignatureType
}

const plainKinds = ['null', 'bool', 'int', 'uint', 'double', 'string', 'bytes', 'timestamp', 'duration', 'type', 'dyn']

/** Reads `(text: string, prefix: string): bool`. Signatures are ours, so an unreadable one is a bug and throws. */
export function parseSignature(text: string): Signature {
  const match = /^\((.*)\): (.+)$/.exec(text)
  if (!match) throw new Error(`unreadable signature ${text}`)
  const [, parameters = '', result = ''] = match
  return {
    parameters: splitAtTop(parameters).map((parameter) => {
      const [name = '', type = ''] = parameter.split(/: (.*)/s)
      return { name, type: parseType(type) }
    }),
    result: parseType(result),
  }
}

function parseType(text: string): SignatureType {
  const generic = /^(list|map)<(.+)>$/.exec(text)
  if (generic) {
    const [first = 'dyn', second = 'dyn'] = splitAtTop(generic[2] ?? '')
    return generic[1] === 'list'
      ? { kind: 'list', items: parseType(first) }
      : { kind: 'map', keys: parseType(first), values: parseType(second) }
  }
  if (/^[A-Z]$/.test(text)) return { kind: 'variable', name: text }
  if (plainKinds.includes(text)) return { kind: text } as SignatureType
  return { kind: 'object', name: text }
}

function splitAtTop(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '<') depth++
    if (text[at] === '>') depth--
    if (text[at] !== ',' || depth > 0) continue
    parts.push(text.slice(start, at).trim())
    start = at + 1
  }
  return text.trim() === '' ? [] : [...parts, text.slice(start).trim()]
}
