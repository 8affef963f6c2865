import type { Provider } from '../../core/provider.js'
import { gcpTypes } from './types.js'

export { gcpTypes } from './types.js'

/** The provider of GCP projects, live or recorded, and of what can be done in them. The auth library is loaded when the first one is opened. */
export function createGcpProvider(): Provider {
  return {
    name: 'gcp',
    types: gcpTypes,
    operations: async () => (await import('./operations.js')).gcpOperations,
    validateRequest: async (request) => (await import('./requests/validate-request.js')).validateRequest(request),
    serves: ({ cloud, source }) => cloud === 'gcp' && source.kind !== 'sandbox',
    open: async (account, context) => (await import('./session.js')).openProject(account, context),
  }
}
