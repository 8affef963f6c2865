import type { Document } from '../description.js'

/** Tags by key, from the vendor's list of keys and values. */
export function tagsOf(value: unknown): Readonly<Record<string, string>> {
  if (!Array.isArray(value)) return {}
  const pairs = value.map((tag: Document) => [String(tag['Key'] ?? ''), String(tag['Value'] ?? '')] as const)
  return Object.fromEntries(pairs)
}
