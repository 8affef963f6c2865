import { setTimeout as wait } from 'node:timers/promises'

const maximalDelay = 64_000

/** Waits as long as a Retry-After header asks, in seconds or as a date, or so many milliseconds. An interruption ends it. */
export async function pauseBefore(
  headers: Headers | undefined,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const delay = Math.min(askedBy(headers) ?? milliseconds, maximalDelay)
  await wait(delay, undefined, signal && { signal }).catch(() => undefined)
}

function askedBy(headers: Headers | undefined): number | undefined {
  const value = headers?.get('retry-after')
  if (!value) return undefined
  const seconds = Number(value)
  const delay = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000
  return Number.isNaN(delay) ? undefined : Math.max(0, delay)
}
