import * as z from 'zod/mini'
import type { ParameterValue } from '../../core/policy.js'
import { parseSpan } from '../../core/temporal.js'
import { isLocatedFunction, type LocatedFunction } from '../source/located-value.js'

/** A text that says something. */
export const text = z.string().check(z.trim(), z.minLength(1))

/** A condition: a CEL text, or an arrow function in TypeScript. */
export const condition = z.custom<string | LocatedFunction>(
  (value) => (typeof value === 'string' && value.trim() !== '') || isLocatedFunction(value),
  { error: 'expected a condition: a CEL text, or an arrow function in a TypeScript file' },
)

/** A value that a parameter can hold. */
export const parameterValue: z.ZodMiniType<ParameterValue> = z.union([
  z.null(),
  z.boolean(),
  z.number(),
  z.string(),
  z.array(z.lazy(() => parameterValue)),
  z.record(
    z.string(),
    z.lazy(() => parameterValue),
  ),
])

/** Values of parameters by name. */
export const parameters = z.record(
  z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: 'expected a name of letters, digits and `_`' })),
  parameterValue,
)

/** Parameters by policy id (globs allowed), then by name. */
export const parameterOverrides = z.record(z.string(), parameters)

/** A day as `YYYY-MM-DD` that the calendar has. */
export const day = z
  .string()
  .check(z.refine((value) => isDay(value), { error: 'expected a day of the calendar as `YYYY-MM-DD`' }))

/** A span of time such as `90s`, `10m` or `24h`, longer than nothing. */
export const duration = z.string().check(
  z.refine((value) => (parseSpan(value)?.seconds ?? 0) > 0, {
    error: 'expected a duration such as `90s`, `10m` or `24h`',
  }),
)

/** An identifier that may look like a number, such as an account id: it is taken as written. */
export const identifier = z.union([text, z.number()])

/** Tags by key. */
export const tags = z.record(z.string(), z.string())

/** Adds what editors show of a key. */
export function described<Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema {
  return schema.check(z.describe(description)) as Schema
}

/** A key that may be left out, with what editors show of it. */
export function optional<Schema extends z.ZodMiniType>(schema: Schema, description: string) {
  return z.optional(described(schema, description))
}

function isDay(value: string): boolean {
  const instant = new Date(`${value}T00:00:00Z`)
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value)
  )
}
