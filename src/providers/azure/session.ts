import { resolve } from 'node:path'
import type { HttpClient } from '@azure/core-rest-pipeline'
import type { AccountConfiguration } from '../../core/configuration.js'
import type { ProviderContext, ProviderSession } from '../../core/provider.js'
import type { Unread } from '../../core/resource.js'
import { performOperation } from '../operating/perform.js'
import { createLimiter } from '../reading/limiter.js'
import { readingSession, typeNamed } from '../reading/reading-session.js'
import { shortMessage, unreadOf } from '../reading/rest-answer.js'
import type { ArmCaller } from './arm/caller.js'
import { failureOfError } from './arm/failure.js'
import { type ArmPipelineOptions, createArmPipeline, publicEndpoint } from './arm/pipeline.js'
import { createPipelineCaller } from './arm/pipeline-caller.js'
import { credentialOf } from './credentials.js'
import { performRequest } from './operate/perform-request.js'
import { readTarget } from './read/read-target.js'
import { type AzureReading, readType } from './read/read-type.js'
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
      return { session: liveSession(account, context, { limiter, credential: found.credential }) }
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

/** The session of a subscription that can be read and changed through a pipeline. */
export function liveSession(
  account: AccountConfiguration,
  context: ProviderContext,
  options: ArmPipelineOptions & { readonly pollDelay?: number },
): ProviderSession {
  const caller = createPipelineCaller(options)
  const reading = readingOf(account, context, caller)
  const performing = {
    changes: createArmPipeline(options, 'changes'),
    reads: createArmPipeline(options, 'reads'),
    subscription: account.id,
    pollDelay: options.pollDelay ?? 2000,
  }
  return {
    ...sessionOf(account, context, { caller, serial: false }),
    readTarget: (request) => readTarget(reading, typeNamed(azureTypes, request.type), request),
    operate: (request) => performOperation(request, (call, signal) => performRequest(performing, call, signal)),
  }
}

function sessionOf(
  account: AccountConfiguration,
  context: ProviderContext,
  { caller, serial }: { readonly caller: ArmCaller; readonly serial: boolean },
): ProviderSession {
  const reading = { ...readingOf(account, context, caller), ...(serial && { width: 1 }) }
  const read: ProviderSession['read'] = (request) => readType(reading, typeNamed(azureTypes, request.type), request)
  return readingSession(account, read, { serial })
}

function readingOf(account: AccountConfiguration, context: ProviderContext, caller: ArmCaller): AzureReading {
  return { caller, subscription: account.id, now: context.clock.now, width: context.concurrency.account }
}
