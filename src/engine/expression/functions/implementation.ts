/**
 * How a function of `functionTable` computes. Arguments are values of either semantics and never unknown; the result is
 * `undefined` where there is none (a wrong type, an overflow), which makes the expression unknown.
 */
export interface Implementation {
  // biome-ignore lint/suspicious/noExplicitAny: each implementation checks the types that reach it at evaluation
  readonly call: (...values: any[]) => unknown
  /** True when it gives an answer for nulls; otherwise null makes the call unknown. */
  readonly takesNull?: true
}

/** An implementation that has no answer for null. */
export function plain(call: Implementation['call']): Implementation {
  return { call }
}

/** An implementation that has an answer for null. */
export function tolerant(call: Implementation['call']): Implementation {
  return { call, takesNull: true }
}
