import type { NormalizedSchema } from '@smithy/core/schema'
import type { Document } from '../description.js'

/** Turns a recorded value into what the SDK's serializers take for a schema: dates, bytes, texts. */
export function recordedValue(schema: NormalizedSchema, value: unknown, service: string): unknown {
  if (value === null || value === undefined) return undefined
  if (schema.isStructSchema()) return structureOf(schema, value, service)
  if (schema.isListSchema()) return listOf(schema, value, service)
  if (schema.isMapSchema()) return mapOf(schema, value, service)
  if (schema.isTimestampSchema()) return instantOf(value)
  if (schema.isBlobSchema()) return bytesOf(String(value))
  if (schema.isStringSchema()) return textOf(value, service)
  if (schema.isNumericSchema()) return Number(value)
  if (schema.isBooleanSchema()) return value === true || value === 'true'
  return value
}

function structureOf(schema: NormalizedSchema, value: unknown, service: string): Document | undefined {
  if (typeof value !== 'object') return undefined
  const members: Record<string, unknown> = {}
  for (const [name, member] of schema.structIterator()) {
    const known = recordedValue(member, (value as Document)[name], service)
    if (known !== undefined) members[name] = known
  }
  return members
}

function listOf(schema: NormalizedSchema, value: unknown, service: string): readonly unknown[] | undefined {
  if (!Array.isArray(value)) return undefined
  return value.map((element) => recordedValue(schema.getValueSchema(), element, service))
}

function mapOf(schema: NormalizedSchema, value: unknown, service: string): Document | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const member = schema.getValueSchema()
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, recordedValue(member, held, service)]))
}

/** Recordings hold instants as parts in UTC, as texts, or as seconds since 1970. */
function instantOf(value: unknown): Date | undefined {
  const instant = typeof value === 'object' ? instantOfParts(value as Document) : instantOfScalar(value)
  return Number.isNaN(instant.getTime()) ? undefined : instant
}

function instantOfParts(parts: Document): Date {
  const part = (name: string) => Number(parts[name] ?? 0)
  const day = [part('year'), part('month') - 1, part('day')] as const
  return new Date(Date.UTC(...day, part('hour'), part('minute'), part('second'), part('microsecond') / 1000))
}

function instantOfScalar(value: unknown): Date {
  return typeof value === 'number' ? new Date(value * 1000) : new Date(String(value))
}

/** Bytes are base64 texts, except those that were texts to begin with, as a credential report is. */
function bytesOf(text: string): Uint8Array {
  const decoded = Buffer.from(text, 'base64')
  return decoded.toString('base64') === text ? decoded : Buffer.from(text, 'utf8')
}

/** The recorder decoded IAM's policy documents, which travel as URL-encoded JSON. */
function textOf(value: unknown, service: string): string {
  if (typeof value !== 'object') return String(value)
  const json = JSON.stringify(value)
  return service === 'iam' ? encodeURIComponent(json) : json
}
