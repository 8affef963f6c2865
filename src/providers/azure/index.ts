import type { Provider } from '../../core/provider.js'
import { azureTypes } from './types.js'

export { azureTypes } from './types.js'

/** The provider of Azure subscriptions, live or recorded, and of what can be done in them. The SDK is loaded when the first one is opened. */
export function createAzureProvider(): Provider {
  return {
    name: 'azure',
    types: azureTypes,
    operations: async () => (await import('./operations.js')).azureOperations,
    validateRequest: async (request) => (await import('./requests/validate-request.js')).validateRequest(request),
    serves: ({ cloud, source }) => cloud === 'azure' && source.kind !== 'sandbox',
    open: async (account, context) => (await import('./session.js')).openSubscription(account, context),
  }
}
