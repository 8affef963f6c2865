import type { Provider } from '../../core/provider.js'
import type { ReplayOptions } from './replay/open-recording.js'
import { awsTypes } from './types.js'

export type { ReplayOptions } from './replay/open-recording.js'
export { awsTypes } from './types.js'

export interface AwsProviderOptions {
  /** How accounts that are recordings are replayed. */
  readonly replay?: ReplayOptions
}

/** The provider of AWS accounts, live or recorded, and of what can be done in them. An SDK client is loaded when something first needs its service. */
export function createAwsProvider({ replay = {} }: AwsProviderOptions = {}): Provider {
  return {
    name: 'aws',
    types: awsTypes,
    operations: async () => (await import('./operations.js')).awsOperations,
    validateRequest: async (request) => (await import('./operate/validate-request.js')).validateRequest(request),
    serves: ({ cloud, source }) => cloud === 'aws' && source.kind !== 'sandbox',
    open: async (account, context) => (await import('./session.js')).openAccount(account, context, replay),
  }
}
