import type { ParameterValue } from '../core/policy.js'

/**
 * A document whose shape TypeScript does not know. Conditions are never run: the compiler checks every path in them
 * against the resource type's schema, with better answers than a type error, so the type lets every path through.
 */
// biome-ignore lint/suspicious/noExplicitAny: paths are checked by Escher's compiler, against schemas that tsc does not have
export type LooseDocument = any

/** The type that a parameter's default value stands for: `5` is any number, `'7d'` any string. */
export type Widened<Value> = Value extends string
  ? string
  : Value extends number
    ? number
    : Value extends boolean
      ? boolean
      : Value extends readonly (infer Item)[]
        ? readonly Widened<Item>[]
        : { readonly [Key in keyof Value]: Widened<Value[Key]> }

/** The parameters of a policy, by name. */
export type PolicyParameters = Readonly<Record<string, ParameterValue>>

/** The names that a condition may take apart: `({ resource, tags, params }) => …`. */
export interface ConditionScope<Parameters = PolicyParameters> {
  /** The resource's document with the vendor's own property names; an absent property is null. */
  readonly resource: LooseDocument
  readonly tags: Readonly<Record<string, string>>
  readonly id: string
  readonly name: string
  readonly account: string
  readonly environment: string | null
  readonly region: string
  /** Linked resources' documents by link name, each a list. */
  readonly links: LooseDocument
  /** Figures by metric: `metrics.cpu.max('7d')`. */
  readonly metrics: LooseDocument
  /** The estimated cost a month, or null when it is not known. */
  readonly cost: number | null
  readonly params: { readonly [Name in keyof Parameters]: Widened<Parameters[Name]> }
  readonly now: Date
}

/** A condition: a CEL text, or an arrow function that is read and never run. */
export type Condition<Parameters = PolicyParameters> = string | ((scope: ConditionScope<Parameters>) => unknown)
