import type { Diagnostic } from '../../core/diagnostics.js'
import { sourceDiagnostics } from './diagnostics.js'
import { type LocatedEntry, type LocatedValue, rangeOf, type Span } from './located-value.js'

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype'])

/** Collects the entries of one mapping; duplicate and forbidden keys become diagnostics instead. */
export class MappingBuilder {
  readonly #entries = new Map<string, LocatedEntry>()
  readonly #written = new Set<string>()
  readonly #report: (diagnostic: Diagnostic) => void

  constructor(report: (diagnostic: Diagnostic) => void) {
    this.#report = report
  }

  /** Adds an entry that is written in the mapping itself. */
  add(key: string, keySpan: Span, value: LocatedValue): void {
    const place = { range: rangeOf(keySpan) }
    if (forbiddenKeys.has(key)) {
      this.#report(sourceDiagnostics.report('forbidden-key', { key }, place))
    } else if (this.#written.has(key)) {
      const first = this.#entries.get(key)
      const related = first && [{ message: 'it first stands here', range: rangeOf(first.keySpan) }]
      this.#report(sourceDiagnostics.report('duplicate-key', { key }, { ...place, related }))
    } else {
      this.#written.add(key)
      this.#entries.set(key, { key, keySpan, value })
    }
  }

  /** Adds the entries of a mapping that is spread into this one; they win over what was there before. */
  spread(entries: readonly LocatedEntry[]): void {
    for (const entry of entries) {
      this.#written.delete(entry.key)
      this.#entries.set(entry.key, entry)
    }
  }

  entries(): readonly LocatedEntry[] {
    return [...this.#entries.values()]
  }
}
