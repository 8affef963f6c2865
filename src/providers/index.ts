import type { Provider } from '../core/provider.js'
import { createAwsProvider } from './aws/index.js'
import { createAzureProvider } from './azure/index.js'
import { catalog } from './catalog.js'
import { createGcpProvider } from './gcp/index.js'
import { createSandboxProvider } from './sandbox/index.js'

export { catalog } from './catalog.js'

/** Every provider. The one that serves an account is found by asking; `estateFolder` holds the embedded estates. */
export function createProviders(estateFolder: string): Provider[] {
  const sandbox = createSandboxProvider({ types: [...catalog.types.values()], estateFolder })
  return [sandbox, createAwsProvider(), createAzureProvider(), createGcpProvider()]
}
