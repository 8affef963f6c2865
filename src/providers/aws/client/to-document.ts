import type { Document } from '../../reading/rest-answer.js'
import { decodePolicyDocument, isPolicyDocument } from '../iam/policy-document.js'

/**
 * The SDK's answer as JSON: timestamps as ISO 8601 texts, bytes as base64 texts, IAM's policies decoded, and neither
 * metadata nor undefined members.
 */
export function toDocument(answer: object, service: string): Document {
  const { $metadata: _, ...members } = answer as { $metadata?: unknown }
  return plainObject(members, service)
}

function plainObject(value: object, service: string): Document {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined && member !== null)
      .map(([name, member]) => [name, plainMember(name, member, service)]),
  )
}

function plainMember(name: string, value: unknown, service: string): unknown {
  if (typeof value === 'string' && isPolicyDocument(service, name)) return decodePolicyDocument(value)
  return plain(value, service)
}

function plain(value: unknown, service: string): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map((element) => plain(element, service))
  return plainObject(value, service)
}
