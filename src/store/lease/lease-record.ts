import { digest } from '../../core/canonical-json.js'
import { objectKey } from '../object-key.js'

/** Who may act on a subject, and until when. A lease's number is its fencing token: later leases have greater ones. */
export interface Lease {
  /** What is leased: a resource's address, or `run/<id>`. */
  readonly subject: string
  readonly number: number
  readonly run: string
  /** The process that holds it. */
  readonly runner: string
  /** ISO 8601 instant after which anybody may take it. */
  readonly expires: string
  readonly released?: true
}

const numberDigits = 6
const nameLength = 32

/** The prefix of a subject's leases. */
export function leasePrefix(subject: string): string {
  return `${objectKey('leases', digest(subject).slice(0, nameLength))}/`
}

/** The key of one lease. */
export function leaseKey({ subject, number }: Pick<Lease, 'subject' | 'number'>): string {
  return `${leasePrefix(subject)}${String(number).padStart(numberDigits, '0')}.json`
}

/** True when a lease keeps others away at an instant. */
export function isHeld(lease: Lease | undefined, now: Date): lease is Lease {
  return lease !== undefined && !lease.released && new Date(lease.expires) > now
}
