import type { Provider } from '../../core/provider.js'
import { gcpTypes } from './types.js'

export { gcpTypes } from './types.js'

/** The provider of GCP projects, live or recorded. The auth library is loaded when the first one is opened. */
export function createGcpProvider(): Provider {
  return {
    name: 'gcp',
    types: gcpTypes,
    serves: ({ cloud, source }) => cloud === 'gcp' && source.kind !== 'sandbox',
    open: async (account, context) => (await import('./session.js')).openProject(account, context),
  }
}
