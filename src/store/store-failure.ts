import type { Diagnostic } from '../core/diagnostics.js'

/** Thrown when a store does not do what it was asked to for reasons that lie outside of the program. */
export class StoreFailure extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message)
  }
}
