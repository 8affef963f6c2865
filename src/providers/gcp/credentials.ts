import { type AuthClient, GoogleAuth, Impersonated } from 'google-auth-library'
import type { CredentialReference } from '../../core/configuration.js'

/** What tokens are asked for; what they allow is decided by IAM roles. */
const scopes = ['https://www.googleapis.com/auth/cloud-platform']

/**
 * The client that a reference names; throws what the library throws when there are no credentials.
 * `environment` is Application Default Credentials, `role` a service account's mail address to impersonate,
 * `profile` the path of a credentials file (service account key or workload federation).
 */
export async function authClientOf(reference: CredentialReference): Promise<AuthClient> {
  switch (reference.from) {
    case 'environment':
      return new GoogleAuth({ scopes }).getClient()
    case 'profile':
      return new GoogleAuth({ scopes, keyFilename: reference.profile }).getClient()
    case 'role':
      return new Impersonated({
        sourceClient: await authClientOf(reference.base ?? { from: 'environment' }),
        targetPrincipal: reference.role,
        targetScopes: scopes,
      })
  }
}
