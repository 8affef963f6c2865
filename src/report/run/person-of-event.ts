import type { RunEvent } from '../../core/run.js'

/** The person whose doing an event is, where it is one's. */
export function personOf(event: RunEvent): string | undefined {
  if (event.kind === 'planned' || event.kind === 'resumed') return event.principal?.person
  if (event.kind === 'approved') return event.approval.approver
  return event.kind === 'cancel-requested' ? event.by : undefined
}
