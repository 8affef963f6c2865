import type { Diagnostic } from '../../core/diagnostics.js'
import type { ApplyOutcome } from '../apply/index.js'

/** How what was done by itself ended: for a due time, or for a run that waited. */
export interface OccurrenceOutcome {
  readonly result: 'succeeded' | 'nothing-to-do' | 'waiting' | 'refused' | 'failed'
  readonly plan?: string
  readonly run?: string
  readonly message?: string
}

/** What applying or resuming came to. A run that another process has taken over goes on there. */
export function outcomeOf(outcome: ApplyOutcome): OccurrenceOutcome {
  if (outcome.kind === 'refused') return { result: 'refused', ...messageOf(outcome.diagnostics) }
  const { id: run, phase } = outcome.state
  if (outcome.kind === 'lost' || phase === 'waiting') return { result: 'waiting', run }
  return phase === 'succeeded'
    ? { result: 'succeeded', run }
    : { result: 'failed', run, message: `the run is ${phase}` }
}

/** Diagnostics in one line; nothing where there are none. */
export function messageOf(diagnostics: readonly Diagnostic[]): { readonly message?: string } {
  const message = diagnostics.map(({ code, message }) => `${message} [${code}]`).join('; ')
  return message === '' ? {} : { message }
}
