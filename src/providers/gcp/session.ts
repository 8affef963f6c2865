import { resolve } from 'node:path'
import { PassThroughClient } from 'google-auth-library'
import type { AccountConfiguration, CredentialReference } from '../../core/configuration.js'
import type { ProviderContext, ProviderSession } from '../../core/provider.js'
import type { Unread } from '../../core/resource.js'
import { performOperation } from '../operating/perform.js'
import { createLimiter } from '../reading/limiter.js'
import { readingSession, typeNamed } from '../reading/reading-session.js'
import { shortMessage, unreadOf } from '../reading/rest-answer.js'
import { authClientOf } from './credentials.js'
import { performRequest } from './operate/perform-request.js'
import { readTarget } from './read/read-target.js'
import { type GcpReading, readType } from './read/read-type.js'
import { createReplayFetch } from './replay/replay-fetch.js'
import { type AuthClientCallerOptions, createAuthClientCaller } from './rest/auth-client-caller.js'
import type { GcpCaller } from './rest/caller.js'
import { createChangeSender } from './rest/change-sender.js'
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
    return { session: liveSession(account, context, { client, limiter: createLimiter(context.concurrency.account) }) }
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

/** The session of a project that can be read and changed through a client. */
export function liveSession(
  account: AccountConfiguration,
  context: ProviderContext,
  options: AuthClientCallerOptions & { readonly pollDelay?: number },
): ProviderSession {
  const caller = createAuthClientCaller(options)
  const reading = readingOf(account, context, caller)
  const send = createChangeSender(options)
  const performing = { send, caller, project: account.id, pollDelay: options.pollDelay ?? 2000 }
  return {
    ...sessionOf(account, context, { caller, serial: false }),
    readTarget: (request) => readTarget(reading, typeNamed(gcpTypes, request.type), request),
    operate: (request) => performOperation(request, (call, signal) => performRequest(performing, call, signal)),
  }
}

function sessionOf(
  account: AccountConfiguration,
  context: ProviderContext,
  { caller, serial }: { readonly caller: GcpCaller; readonly serial: boolean },
): ProviderSession {
  const reading = { ...readingOf(account, context, caller), ...(serial && { width: 1 }) }
  const read: ProviderSession['read'] = (request) => readType(reading, typeNamed(gcpTypes, request.type), request)
  return readingSession(account, read, { serial })
}

function readingOf(account: AccountConfiguration, context: ProviderContext, caller: GcpCaller): GcpReading {
  return { caller, project: account.id, now: context.clock.now, width: context.concurrency.account }
}
