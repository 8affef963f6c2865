import type { Configuration } from '../../core/configuration.js'
import { closestName } from '../suggestion.js'

/** Names that the configuration knows, and whether there can be others. */
export interface KnownNames {
  readonly names: readonly string[]
  /** False where names may come from elsewhere, so that only what looks misspelt is worth saying. */
  readonly complete: boolean
}

/** How resources without an environment are named in limits. */
const nameless = '(none)'
/** What resources whose environment is not known are judged as. */
const assumed = 'production'

/** The environments of accounts, of `environments`, and of rules and roles where those are not what is asked about. */
export function knownEnvironments({ accounts, environments, access }: Configuration, withRules: boolean): KnownNames {
  const own = [...Object.keys(environments), ...accounts.flatMap(({ environment }) => environment ?? [])]
  const permissions = access.roles.flatMap(({ run, approve }) => [...run.environments, ...approve.environments])
  const ruled = withRules ? [...access.approvalRules.flatMap((rule) => rule.environments), ...permissions] : [assumed]
  const complete = accounts.every(({ environment }) => environment !== undefined)
  return { names: own.length === 0 ? [] : [...new Set([...own, ...ruled])], complete }
}

/** The environments that a new file names: those that are known and neither protected nor production, or else all. */
export function environmentsToBeginWith(configuration: Configuration): readonly string[] {
  const { accounts, environments } = configuration
  const known = [
    ...new Set([...Object.keys(environments), ...accounts.flatMap(({ environment }) => environment ?? [])]),
  ]
  const gentle = known.filter((name) => name !== assumed && !environments[name]?.protected)
  return gentle.length > 0 ? gentle : known
}

/** Names and ids of accounts. One that is configured without its id may be named by it. */
export function knownAccounts({ accounts }: Configuration): KnownNames {
  return {
    names: [...new Set(accounts.flatMap(({ id, name }) => [name, id]))],
    complete: accounts.every(({ id, name }) => id !== name),
  }
}

/** What is wrong with a name that is not known: the one that is most likely meant, if any; undefined when it may be right. */
export function unknownAmong(
  name: string,
  { names, complete }: KnownNames,
): { readonly suggestion: string | undefined } | undefined {
  if (names.length === 0 || names.includes(name) || name === nameless) return undefined
  const suggestion = closestName(name, names)
  return complete || suggestion !== undefined ? { suggestion } : undefined
}
