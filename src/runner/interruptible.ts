/** The items of a sequence until `signal` aborts; a source that waits then is left behind. */
export async function* untilAborted<T>(items: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  if (!signal) return yield* items
  const iterator = items[Symbol.asyncIterator]()
  const aborted = abortOf(signal)
  try {
    for (;;) {
      const result = await Promise.race([iterator.next(), aborted.promise])
      if (result === undefined || result.done) return
      yield result.value
    }
  } finally {
    aborted.forget()
    if (signal.aborted) void Promise.resolve(iterator.return?.()).catch(() => undefined)
  }
}

/** What a promise gives, or undefined when `signal` aborts before; the promise is then left behind. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  if (!signal) return await promise
  const aborted = abortOf(signal)
  try {
    return await Promise.race([promise, aborted.promise])
  } finally {
    aborted.forget()
    if (signal.aborted) void promise.catch(() => undefined)
  }
}

function abortOf(signal: AbortSignal): { readonly promise: Promise<undefined>; readonly forget: () => void } {
  let listener: () => void = () => undefined
  const promise = new Promise<undefined>((resolve) => {
    listener = () => resolve(undefined)
    if (signal.aborted) listener()
    else signal.addEventListener('abort', listener)
  })
  return { promise, forget: () => signal.removeEventListener('abort', listener) }
}
