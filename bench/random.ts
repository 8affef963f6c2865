/** A repeatable source of numbers from 0 to below 1 (mulberry32). */
export type Random = () => number

export function randomOf(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const fourDigits = Array.from({ length: 0x10000 }, (_, number) => number.toString(16).padStart(4, '0'))

/** Hexadecimal digits as ids have them. */
export function hexadecimal(random: Random, digits: number): string {
  let text = ''
  while (text.length < digits) text += fourDigits[Math.floor(random() * 0x10000)]
  return text.slice(0, digits)
}

export function pick<T>(random: Random, options: readonly T[]): T {
  return options[Math.floor(random() * options.length)] as T
}
