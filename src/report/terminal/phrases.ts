const numbers = new Intl.NumberFormat('en-GB')

/** A number for people: `12,345`. */
export function figure(value: number): string {
  return numbers.format(value)
}

/** A number and its noun: `1 finding`, `1,200 findings`, `2 policies`. */
export function count(value: number, noun: string, plural = `${noun}s`): string {
  return `${figure(value)} ${value === 1 ? noun : plural}`
}

/** A share from 0 to 1 for people: `96.3 %`. Rounded down, so that only all of it is `100 %`. */
export function percent(share: number): string {
  return `${Math.floor(share * 1000) / 10} %`
}

/** A time span in milliseconds for people: `340 ms`, `2.1 s`, `3 min 20 s`. */
export function timeSpan(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`
}

/** The first of several by name, and how many more there are: `aws/s3/make-private and 2 others`. */
export function withOthers(first: string, others: number): string {
  return others === 0 ? first : `${first} and ${count(others, 'other')}`
}
