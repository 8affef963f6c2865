import { Unsigned } from './unsigned.js'

/** What a key is looked up by: equal numbers are one key, whatever their type. */
type LookupKey = string | number | bigint | boolean

/** A map that an expression made. Its keys may be numbers and booleans; documents' maps are plain objects. */
export class MapValue {
  private readonly found = new Map<LookupKey, readonly [key: unknown, value: unknown]>()

  /** Adds an entry; false when the key cannot be one or is there already. */
  add(key: unknown, value: unknown): boolean {
    const lookup = lookupKey(key)
    if (lookup === undefined || this.found.has(lookup)) return false
    this.found.set(lookup, [key, value])
    return true
  }

  has(key: unknown): boolean {
    const lookup = lookupKey(key)
    return lookup !== undefined && this.found.has(lookup)
  }

  get(key: unknown): unknown {
    const lookup = lookupKey(key)
    return lookup === undefined ? undefined : this.found.get(lookup)?.[1]
  }

  get size(): number {
    return this.found.size
  }

  get entries(): readonly (readonly [key: unknown, value: unknown])[] {
    return [...this.found.values()]
  }
}

function lookupKey(key: unknown): LookupKey | undefined {
  if (typeof key === 'string' || typeof key === 'boolean') return key
  if (key instanceof Unsigned) return smallest(key.value)
  if (typeof key === 'bigint') return smallest(key)
  return typeof key === 'number' && Number.isInteger(key) ? smallest(BigInt(key)) : undefined
}

function smallest(key: bigint): LookupKey {
  const number = Number(key)
  return Number.isSafeInteger(number) ? number : key
}
