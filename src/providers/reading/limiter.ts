/** Runs work, at most so many pieces at once, first come first served. */
export type Limiter = <Result>(work: () => Promise<Result>) => Promise<Result>

/** A limiter of `width` pieces at once. */
export function createLimiter(width: number): Limiter {
  const waiting: (() => void)[] = []
  let free = Math.max(1, width)

  return async (work) => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve))
    else free--
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}
