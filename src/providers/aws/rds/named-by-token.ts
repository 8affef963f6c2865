const partOfToken = 12

/** A name that is the same whenever a step is repeated, so that RDS refuses a repetition as a duplicate. */
export function namedByToken(name: string, token: string, longest: number): string {
  const kept = name.slice(0, longest - partOfToken - 1).replace(/-+$/, '')
  return `${kept}-${token.slice(0, partOfToken)}`
}
