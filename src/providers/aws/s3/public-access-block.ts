import { asDocument, type Document } from '../../reading/rest-answer.js'

/** Every part of the block of public access. */
export const fullBlock = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
} as const

/** True when a block of public access lacks nothing. */
export function isFullBlock(value: unknown): boolean {
  const block: Document = asDocument(value) ?? {}
  return Object.keys(fullBlock).every((part) => block[part] === true)
}
