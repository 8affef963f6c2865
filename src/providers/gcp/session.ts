import { resolve } from 'node:path'
import { PassThroughClient } from 'google-auth-library'
import type { AccountConfiguration, CredentialReference } from '../../core/configuration.js'
import type { ProviderContext, ProviderSession } from '../../core/provider.js'
import type { Unread } from '../../core/resource.js'
import { createLimiter } from '../reading/limiter.js'
import { shortMessage, unreadOf } from '../reading/rest-answer.js'
import { authClientOf } from './credentials.js'
import { readType } from './read/read-type.js'
import { createReplayFetch } from './replay/replay-fetch.js'
import { createAuthClientCaller } from './rest/auth-client-caller.js'
import type { GcpCaller } from './rest/caller.js'
import { failureOfError } from './rest/failure.js'
import { gcpTypes } from './types.js'

type Opened = { readonly session: ProviderSession } | { readonly unread: Unread }

/** Opens a project: with credentials that give a token, or from a recording. */
export async function openProject(account: AccountConfiguration, context: ProviderContext): Promise<Opened> {
  switch (account.source.kind) {
    case 'recording':
      return openRecording(account, context, resolve(context.root, account.source.path))
    case 'cloud':
      return openCloud(account, context, account.source.credentials)
    case 'sandbox':
      throw new Error('the sandbox reads sandbox accounts')
  }
}

async function openCloud(
  account: AccountConfiguration,
  context: ProviderContext,
  credentials: CredentialReference,
): Promise<Opened> {
  try {
    const client = await authClientOf(credentials)
    await client.getAccessToken()
    const caller = createAuthClientCaller({ client, limiter: createLimiter(context.concurrency.account) })
    return { session: sessionOf(account, context, { caller, serial: false }) }
  } catch (error) {
    return { unread: unreadOf(failureOfError(error), 'get a token', undefined) }
  }
}

/** One call after another, and repetitions at once. */
async function openRecording(account: AccountConfiguration, context: ProviderContext, path: string): Promise<Opened> {
  try {
    const client = new PassThroughClient({ transporterOptions: { fetchImplementation: await createReplayFetch(path) } })
    const caller = createAuthClientCaller({
      client,
      limiter: createLimiter(1),
      retryDelay: 0,
      repetitionsWithoutAnswer: 0,
    })
    return { session: sessionOf(account, context, { caller, serial: true }) }
  } catch (error) {
    return { unread: { reason: 'not-available', message: shortMessage(`no recording: ${error}`) } }
  }
}

function sessionOf(
  account: AccountConfiguration,
  context: ProviderContext,
  { caller, serial }: { readonly caller: GcpCaller; readonly serial: boolean },
): ProviderSession {
  const reading = {
    caller,
    project: account.id,
    now: context.clock.now,
    width: serial ? 1 : context.concurrency.account,
  }
  return {
    account,
    serial,
    regions: async () => ({ regions: account.regions === 'discovered' ? [] : account.regions }),
    read: (request) => {
      const type = gcpTypes.find(({ name }) => name === request.type)
      if (!type) throw new Error(`${request.type} is no GCP type`)
      return readType(reading, type, request)
    },
    close: async () => {},
  }
}
