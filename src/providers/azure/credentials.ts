import type { TokenCredential } from '@azure/core-auth'
import { AzureCliCredential, DefaultAzureCredential } from '@azure/identity'
import type { CredentialReference } from '../../core/configuration.js'
import type { Unread } from '../../core/resource.js'

/**
 * The credential that a reference names. `environment` is the SDK's default chain (environment variables, workload
 * and managed identity, developer tools); `profile` is the Azure CLI's login, `cli` as it is or a tenant's id.
 */
export function credentialOf(
  reference: CredentialReference,
): { readonly credential: TokenCredential } | { readonly unread: Unread } {
  switch (reference.from) {
    case 'environment':
      return { credential: new DefaultAzureCredential() }
    case 'profile':
      return { credential: new AzureCliCredential(reference.profile === 'cli' ? {} : { tenantId: reference.profile }) }
    case 'role':
      return {
        unread: {
          reason: 'not-available',
          message:
            'Azure has no roles to assume; give the identity access to the subscription and use `environment` or `profile`',
        },
      }
  }
}
