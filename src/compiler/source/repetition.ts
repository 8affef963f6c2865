import type { LocatedValue } from './located-value.js'

/** Values that references of one file may repeat, all together. */
export const repetitionLimit = 10_000

/**
 * Counts how many values references (aliases, constants) repeat. References share what they name, so they cost nothing
 * themselves; but whoever unfolds a value walks all of it, and nested references grow exponentially.
 */
export class Repetition {
  readonly #sizes = new Map<LocatedValue, number>()
  #repeated = 0

  /** Counts one more reference; `first-too-many` is the one to report. */
  count(target: LocatedValue): 'within' | 'first-too-many' | 'too-many' {
    const before = this.#repeated
    this.#repeated += this.#size(target)
    if (this.#repeated <= repetitionLimit) return 'within'
    return before <= repetitionLimit ? 'first-too-many' : 'too-many'
  }

  #size(value: LocatedValue): number {
    const known = this.#sizes.get(value)
    if (known !== undefined) return known
    const children =
      value.kind === 'list' ? value.items : value.kind === 'mapping' ? value.entries.map((entry) => entry.value) : []
    const own =
      value.kind === 'scalar' && typeof value.value === 'string' ? 1 + Math.floor(value.value.length / 100) : 1
    const size = children.reduce((sum, child) => sum + this.#size(child), own)
    this.#sizes.set(value, size)
    return size
  }
}
