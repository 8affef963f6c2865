/** Does something at once and then again and again, never twice at a time, until stopped. */
export function every(
  milliseconds: number,
  work: () => Promise<void>,
  onFailure: (message: string) => void,
): { readonly stop: () => void } {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const run = async (): Promise<void> => {
    await work().catch((error: unknown) => onFailure(error instanceof Error ? error.message : String(error)))
    if (!stopped) timer = setTimeout(() => void run(), milliseconds)
  }
  void run()
  return {
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
