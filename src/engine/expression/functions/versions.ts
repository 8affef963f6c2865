const versionForm = /^[vV=]?\s*(\d+(?:\.\d+)*)(?:-([0-9A-Za-z.-]+))?/

interface Version {
  readonly figures: readonly bigint[]
  readonly prerelease: readonly string[]
}

function parseVersion(text: unknown): Version | undefined {
  const match = typeof text === 'string' && text.length < 256 ? versionForm.exec(text.trim()) : null
  if (!match) return undefined
  return { figures: (match[1] ?? '').split('.').map(BigInt), prerelease: match[2]?.split('.') ?? [] }
}

/**
 * Orders two versions by the rules of semver.org: -1, 0 or 1. Missing figures are 0, and what follows the figures other
 * than a pre-release does not count. Undefined when one is not a version.
 */
export function compareVersions(left: unknown, right: unknown): number | undefined {
  const first = parseVersion(left)
  const second = parseVersion(right)
  if (!first || !second) return undefined
  const length = Math.max(first.figures.length, second.figures.length)
  for (let at = 0; at < length; at++) {
    const a = first.figures[at] ?? 0n
    const b = second.figures[at] ?? 0n
    if (a !== b) return a < b ? -1 : 1
  }
  return comparePrereleases(first.prerelease, second.prerelease)
}

function comparePrereleases(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return Math.sign(right.length - left.length)
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const a = left[at]
    const b = right[at]
    if (a === undefined || b === undefined) return a === undefined ? -1 : 1
    const comparison = compareIdentifiers(a, b)
    if (comparison !== 0) return comparison
  }
  return 0
}

function compareIdentifiers(left: string, right: string): number {
  const numbers = [left, right].map((part) => /^\d+$/.test(part))
  if (numbers[0] && numbers[1]) return Math.sign(Number(BigInt(left) - BigInt(right)))
  if (numbers[0] !== numbers[1]) return numbers[0] ? -1 : 1
  return left === right ? 0 : left < right ? -1 : 1
}

/**
 * Orders two versions of any form part by part: a part is a run of figures, a run of small letters, or what stands
 * between them other than a dot. Null when a number meets a word, which have no order.
 */
export function compareAnyVersions(left: unknown, right: unknown): number | null | undefined {
  if (typeof left !== 'string' || typeof right !== 'string') return undefined
  const first = partsOf(left)
  const second = partsOf(right)
  for (let at = 0; at < Math.min(first.length, second.length); at++) {
    const a = first[at] ?? 0n
    const b = second[at] ?? 0n
    if (a === b) continue
    if (typeof a !== typeof b) return null
    return a < b ? -1 : 1
  }
  return Math.sign(first.length - second.length)
}

function partsOf(version: string): (bigint | string)[] {
  return version
    .split(/(\d+|[a-z]+|\.)/)
    .filter((part) => part !== '' && part !== '.')
    .map((part) => (/^\d+$/.test(part) ? BigInt(part) : part))
}
