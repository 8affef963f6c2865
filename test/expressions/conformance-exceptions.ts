/**
 * Tests of the core sections that we fail on purpose: by id, the reason. The suite fails when one of them passes, so the
 * list cannot grow stale.
 */
export const conformanceExceptions: Readonly<Record<string, string>> = {}
