import type { CredentialReference } from '../../../core/configuration.js'

/** Keys with which requests are signed, for as long as they are valid. */
export interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

export type CredentialProvider = () => Promise<AwsCredentials>

/** Credentials are fetched anew this long before they end. */
const marginMilliseconds = 5 * 60_000

/**
 * The credentials that a reference names: those of the environment, of a profile, or of a role that others assume.
 * Fetched when first needed, kept until shortly before they end, and shared by all clients of a session.
 */
export async function credentialProvider(reference: CredentialReference): Promise<CredentialProvider> {
  const { fromIni, fromNodeProviderChain, fromTemporaryCredentials } = await import('@aws-sdk/credential-providers')
  if (reference.from === 'environment') return keptUntilExpiry(fromNodeProviderChain())
  if (reference.from === 'profile') return keptUntilExpiry(fromIni({ profile: reference.profile }))
  return keptUntilExpiry(
    fromTemporaryCredentials({
      masterCredentials: await credentialProvider(reference.base ?? { from: 'environment' }),
      params: {
        RoleArn: reference.role,
        RoleSessionName: reference.sessionName ?? 'escher',
        ...(reference.externalId === undefined ? {} : { ExternalId: reference.externalId }),
        ...(reference.sourceIdentity === undefined ? {} : { SourceIdentity: reference.sourceIdentity }),
      },
    }),
  )
}

/** Remembers credentials until shortly before they expire; calls at the same time share one fetch. */
export function keptUntilExpiry(fetch: CredentialProvider, now: () => number = Date.now): CredentialProvider {
  let current: Promise<AwsCredentials> | undefined
  let refreshAt = Number.POSITIVE_INFINITY
  async function fetchAnew(): Promise<AwsCredentials> {
    const credentials = await fetch()
    refreshAt = (credentials.expiration?.getTime() ?? Number.POSITIVE_INFINITY) - marginMilliseconds
    return credentials
  }
  return () => {
    if (current === undefined || now() >= refreshAt) {
      refreshAt = Number.POSITIVE_INFINITY
      current = fetchAnew()
      current.catch(() => {
        current = undefined
      })
    }
    return current
  }
}
