/** Tells the time, so that tests and replays can choose it. */
export interface Clock {
  readonly now: () => Date
}

/** The machine's own time. */
export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still. */
export function fixedClock(instant: string | Date): Clock {
  const at = new Date(instant)
  return { now: () => at }
}
