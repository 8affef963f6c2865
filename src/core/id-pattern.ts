/**
 * Whether an id matches a pattern: `*` stands for any characters within a path segment, `**` over segments too.
 * Takes time in proportion to the product of the lengths, whatever the pattern.
 *
 * @example matchesIdPattern('aws/s3/no-public-bucket', 'aws/**') // true
 */
export function matchesIdPattern(id: string, pattern: string): boolean {
  if (!pattern.includes('*')) return id === pattern
  // `reached[i]` tells whether the part of the pattern so far matches the first i characters.
  let reached = Array.from({ length: id.length + 1 }, (_, index) => index === 0)
  for (const token of pattern.match(/\*+|[^*]/g) ?? []) reached = advance(id, token, reached)
  return reached[id.length] ?? false
}

function advance(id: string, token: string, before: readonly boolean[]): boolean[] {
  const after = new Array<boolean>(id.length + 1).fill(false)
  if (!token.startsWith('*')) {
    for (let index = 0; index < id.length; index++) after[index + 1] = (before[index] ?? false) && id[index] === token
    return after
  }
  for (let index = 0; index <= id.length; index++) {
    const spread = index > 0 && after[index - 1] && (token.length > 1 || id[index - 1] !== '/')
    after[index] = (before[index] ?? false) || (spread ?? false)
  }
  return after
}
