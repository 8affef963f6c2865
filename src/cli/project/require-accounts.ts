import { closestName } from '../../compiler/suggestion.js'
import type { Configuration } from '../../core/configuration.js'
import { selectsAccount } from '../../engine/index.js'
import { usageFailure } from '../command-failure.js'

/** Ends the command when a name or pattern that was given selects no account: what it leaves out would look clean. */
export function requireAccounts({ accounts }: Pick<Configuration, 'accounts'>, globs: readonly string[]): void {
  const unknown = globs.find((glob) => !accounts.some((account) => selectsAccount({ accounts: [glob] }, account)))
  if (unknown === undefined) return
  const names = accounts.map(({ name }) => name)
  const closest = closestName(unknown, [...names, ...accounts.map(({ id }) => id)])
  const help = closest === undefined ? `Configured are ${names.join(', ')}.` : `Did you mean ${closest}?`
  throw usageFailure(`No account is called ${unknown}. ${names.length === 0 ? 'None is configured.' : help}`)
}
