import type { AccountConfiguration } from '../../../../src/core/configuration.js'
import { estateAccount, estateRegion } from '../estate.js'

/** The emulated account, with the credentials of the environment. */
export const cloudAccount: AccountConfiguration = {
  id: estateAccount,
  name: 'acme',
  cloud: 'aws',
  source: { kind: 'cloud', credentials: { from: 'environment' } },
  regions: [estateRegion],
  params: {},
}
