import type { Unread, UnreadReason } from '../../core/resource.js'

/** A JSON object of a vendor. */
export type Document = Readonly<Record<string, unknown>>

/** Why a REST call gave no document. */
export interface CallFailure {
  readonly reason: UnreadReason
  /** The vendor's error code, e.g. `AuthorizationFailed`. */
  readonly code?: string
  readonly message: string
}

/** What a REST call came to. Calls never throw for what a cloud or a network does. */
export type RestAnswer = { readonly body: Document } | { readonly failure: CallFailure }

/** The failure of a call that was not made, or not waited for, because the user ended the scan. */
export const interrupted: CallFailure = { reason: 'interrupted', message: 'the scan was interrupted' }

const reasons: Readonly<Record<number, UnreadReason>> = {
  401: 'access-denied',
  403: 'access-denied',
  404: 'not-available',
  408: 'timed-out',
  429: 'throttled',
  504: 'timed-out',
}

/** The reason that an HTTP status of 400 or more stands for. */
export function reasonOfStatus(status: number): UnreadReason {
  return reasons[status] ?? 'failed'
}

/** The record of a failed call; `permission` is named where it would have helped. */
export function unreadOf(failure: CallFailure, operation: string, permission: string | undefined): Unread {
  const { reason, code, message } = failure
  return {
    reason,
    message: code === undefined ? message : `${code}: ${message}`,
    operation,
    ...(reason === 'access-denied' && permission !== undefined && { permission }),
  }
}

/** A value as a JSON object; undefined when it is none. */
export function asDocument(value: unknown): Document | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Document) : undefined
}

/** The JSON objects of a list; none when the value is no list. */
export function documentsIn(value: unknown): readonly Document[] {
  return Array.isArray(value) ? value.map(asDocument).filter((member) => member !== undefined) : []
}

/** A vendor's message in one line of at most 300 characters. */
export function shortMessage(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim()
  return line.length <= 300 ? line : `${line.slice(0, 299)}…`
}

/** The tags or labels of a document: members that are texts. */
export function textMembers(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(asDocument(value) ?? {})
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
