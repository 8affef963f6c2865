import type { ExpressionNode } from '../../../core/expression.js'
import type { Runtime } from '../runtime.js'
import { runtimeFor } from '../runtime.js'
import type { Semantics } from '../scope.js'

/**
 * Generated code for a value. `certain` code is never unknown and may give `undefined` for null; other code gives
 * `undefined` for unknown and `null` for null. `quick` code is shorter and gives the value where there is one, but does
 * not tell null from unknown.
 */
export interface ValueCode {
  readonly code: string
  readonly certain: boolean
  readonly quick?: string
}

/** Generated code for a local name. */
export type Locals = ReadonlyMap<string, ValueCode>

/**
 * The code under construction. Texts of the source get into it only as JSON literals; everything else is a name made
 * here, bound to a value.
 */
export class Generation {
  readonly constants: unknown[] = []
  readonly functions: string[] = []
  private temporaries = 0
  private readonly known = new Map<unknown, string>()
  readonly runtime: Runtime

  constructor(
    readonly semantics: Semantics,
    /** False for code that runs only on resources that were read whole. */
    readonly guarded: boolean,
  ) {
    this.runtime = runtimeFor(semantics)
  }

  get standard(): boolean {
    return this.semantics === 'standard'
  }

  /** The name of a constant of the generated code. */
  bind(value: unknown): string {
    const known = this.known.get(value)
    if (known) return known
    const name = `k${this.constants.push(value) - 1}`
    this.known.set(value, name)
    return name
  }

  /** A new variable of the function under construction. */
  temporary(): string {
    return `t${this.temporaries++}`
  }

  /** A new name for a parameter of a function of its own. */
  local(): string {
    return `v${this.temporaries++}`
  }

  /** Makes a function of its own; `body` gets the statements, and the variables that it takes are declared in front. */
  define(parameters: readonly string[], body: () => string): string {
    const name = `f${this.functions.length}`
    this.functions.push('')
    const before = this.temporaries
    const statements = body()
    const declared = Array.from({ length: this.temporaries - before }, (_, at) => `t${before + at}`)
    const variables = declared.length > 0 ? `let ${declared.join(', ')};` : ''
    this.functions[Number(name.slice(1))] = `function ${name}(${parameters.join(', ')}) { ${variables} ${statements} }`
    return name
  }
}

/** Generates the three forms of code of a node. Passed around so that the generators of nodes need not import it. */
export interface Generator {
  /** The value. */
  readonly value: (node: ExpressionNode, context: Context) => ValueCode
  /** `true`, `false`, or `undefined` for unknown; null is false. */
  readonly truth: (node: ExpressionNode, context: Context) => string
  /** True exactly when the node certainly is (`wanted` true) or certainly is not (`wanted` false). */
  readonly certainly: (node: ExpressionNode, wanted: boolean, context: Context) => string
}

/** What generating a node needs. */
export interface Context {
  readonly generation: Generation
  readonly locals: Locals
  readonly generate: Generator
}

/** The code with `undefined` only for unknown and `null` for null. */
export function settled({ code, certain }: ValueCode): string {
  return certain ? `(${code} ?? null)` : code
}

/** Code for the value where there is one; null and unknown may come out as either. */
export function quick(value: ValueCode): string {
  return value.quick ?? value.code
}
