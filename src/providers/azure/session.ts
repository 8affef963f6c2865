import { resolve } from 'node:path'
import type { HttpClient } from '@azure/core-rest-pipeline'
import type { AccountConfiguration } from '../../core/configuration.js'
import type { ProviderContext, ProviderSession } from '../../core/provider.js'
import type { Unread } from '../../core/resource.js'
import { createLimiter } from '../reading/limiter.js'
import { shortMessage, unreadOf } from '../reading/rest-answer.js'
import type { ArmCaller } from './arm/caller.js'
import { failureOfError } from './arm/failure.js'
import { createPipelineCaller, publicEndpoint } from './arm/pipeline-caller.js'
import { credentialOf } from './credentials.js'
import { readType } from './read/read-type.js'
import { loadRecording } from './replay/recording.js'
import { createReplayHttpClient } from './replay/replay-http-client.js'
import { azureTypes } from './types.js'

type Opened = { readonly session: ProviderSession } | { readonly unread: Unread }

/** Opens a subscription: with credentials that give a token, or from a recording. */
export async function openSubscription(account: AccountConfiguration, context: ProviderContext): Promise<Opened> {
  switch (account.source.kind) {
    case 'recording':
      return openRecording(account, context, resolve(context.root, account.source.path))
    case 'cloud': {
      const found = credentialOf(account.source.credentials)
      if ('unread' in found) return found
      try {
        await found.credential.getToken(`${publicEndpoint}/.default`)
      } catch (error) {
        return { unread: unreadOf(failureOfError(error), 'get a token', undefined) }
      }
      const limiter = createLimiter(context.concurrency.account)
      const caller = createPipelineCaller({ limiter, credential: found.credential })
      return { session: sessionOf(account, context, { caller, serial: false }) }
    }
    case 'sandbox':
      throw new Error('the sandbox reads sandbox accounts')
  }
}

async function openRecording(account: AccountConfiguration, context: ProviderContext, path: string): Promise<Opened> {
  try {
    const caller = createReplayCaller(createReplayHttpClient(await loadRecording(path)))
    return { session: sessionOf(account, context, { caller, serial: true }) }
  } catch (error) {
    return { unread: { reason: 'not-available', message: shortMessage(`no recording: ${error}`) } }
  }
}

/** One call after another, and repetitions at once. */
function createReplayCaller(httpClient: HttpClient): ArmCaller {
  return createPipelineCaller({ limiter: createLimiter(1), httpClient, retryDelay: 0 })
}

function sessionOf(
  account: AccountConfiguration,
  context: ProviderContext,
  { caller, serial }: { readonly caller: ArmCaller; readonly serial: boolean },
): ProviderSession {
  const reading = {
    caller,
    subscription: account.id,
    now: context.clock.now,
    width: serial ? 1 : context.concurrency.account,
  }
  return {
    account,
    serial,
    regions: async () => ({ regions: account.regions === 'discovered' ? [] : account.regions }),
    read: (request) => {
      const type = azureTypes.find(({ name }) => name === request.type)
      if (!type) throw new Error(`${request.type} is no Azure type`)
      return readType(reading, type, request)
    },
    close: async () => {},
  }
}
