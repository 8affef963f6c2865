import type { Configuration } from '../core/configuration.js'
import type { Resource } from '../core/resource.js'

/** Tells the environment of resources; one is made for each account. */
export type EnvironmentOf = (resource: Pick<Resource, 'tags'>) => string | null

/**
 * The environment that a resource's tags name, or its account's. Tag keys are compared in any case; a tag value that is
 * a configured environment in another case is that environment.
 */
export function environmentsOf(configuration: Configuration, account: string): EnvironmentOf {
  const fallback = configuration.accounts.find(({ id }) => id === account)?.environment ?? null
  const keys = configuration.environmentTags.map((key) => key.toLowerCase())
  const spelling = new Map(Object.keys(configuration.environments).map((name) => [name.toLowerCase(), name]))
  if (keys.length === 0) return () => fallback
  return ({ tags }) => {
    const value = firstTag(tags, keys)
    return value === undefined || value === '' ? fallback : (spelling.get(value.toLowerCase()) ?? value)
  }
}

function firstTag(tags: Readonly<Record<string, string>>, keys: readonly string[]): string | undefined {
  let best = keys.length
  let found: string | undefined
  for (const key in tags) {
    const rank = keys.indexOf(key.toLowerCase())
    if (rank < 0 || rank >= best) continue
    best = rank
    found = tags[key]
  }
  return found
}
