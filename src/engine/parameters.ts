import type { Configuration, ParameterOverrides } from '../core/configuration.js'
import { matchesIdPattern } from '../core/id-pattern.js'
import type { CompiledPolicy, ParameterValue } from '../core/policy.js'

/** What a policy's parameters depend on besides the policy. */
export interface ParameterPlace {
  readonly account: string
  readonly environment: string | null
}

/**
 * The values that a policy's parameters have in a place: its own defaults, overridden by the configuration for all,
 * then for the environment, then for the account. Within one of these an exact policy id wins over a glob, the present
 * id over former ones, and of two globs the later one.
 */
export function effectiveParameters(
  policy: Pick<CompiledPolicy, 'id' | 'formerly' | 'params'>,
  configuration: Configuration,
  place: ParameterPlace,
): Readonly<Record<string, ParameterValue>> {
  const environment = place.environment === null ? undefined : configuration.environments[place.environment]
  const account = configuration.accounts.find(({ id }) => id === place.account)
  const layers = [configuration.params, environment?.params, account?.params]
  const overrides = layers.flatMap((layer) => (layer ? overridesFor(policy, layer) : []))
  if (overrides.length === 0) return policy.params
  const known = Object.assign({}, ...overrides) as Record<string, ParameterValue>
  return Object.fromEntries(
    Object.entries(policy.params).map(([name, value]) => [name, Object.hasOwn(known, name) ? known[name] : value]),
  ) as Record<string, ParameterValue>
}

function overridesFor(
  policy: Pick<CompiledPolicy, 'id' | 'formerly'>,
  overrides: ParameterOverrides,
): Readonly<Record<string, ParameterValue>>[] {
  const ids = [...policy.formerly, policy.id]
  const globs = Object.entries(overrides).filter(
    ([glob]) => !ids.includes(glob) && ids.some((id) => matchesIdPattern(id, glob)),
  )
  const exact = ids.flatMap((id) => Object.entries(overrides).filter(([glob]) => glob === id))
  return [...globs, ...exact].map(([, values]) => values)
}
