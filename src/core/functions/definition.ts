/** A function that conditions may call. Data only: the compiler checks calls by it, the engine implements it. */
export interface FunctionDefinition {
  /**
   * What it takes and gives, one text an overload: `(text: string, prefix: string): bool`. Capital single letters
   * stand for any one type. A method's receiver is the first parameter.
   */
  readonly signatures: readonly string[]
  readonly doc: string
  readonly example: string
  /** How it may be written; `either` when left out. */
  readonly form?: 'function' | 'method'
  /** True when its result depends on the time. */
  readonly usesNow?: true
  /** Part of standard CEL. */
  readonly standard?: true
}

/** Keeps the names of a topic's functions as a union while checking each definition. */
export function functionTopic<const Table extends Record<string, FunctionDefinition>>(table: Table): Table {
  return table
}
